"""What people are found by: keys computed in SQL, and the indexes over them.

The functions call nothing but what PostgreSQL and fuzzystrmatch declare immutable, and are written so that the planner
puts their bodies in place of the call. The letters are those of ``search_names.ACCENTED`` and ``BASE`` as they stood when
this was written; a test holds them together.
"""

from __future__ import annotations

from django.db import migrations, models

from righthelp.practice.people.search_keys import IN_PARTS, Bare, Digits, FirstPart, LastPart, Plain, Sound, Street

ACCENTED = (
    "áàâäãåāăąæçćčĉċďđðéèêëēĕėęěĝğġģĥħíìîïĩīĭįıĵķĺļľłñńņňóòôöõøōŏőœŕŗřśŝşšșßţťțŧúùûüũūŭůűųŵýÿŷźżžþ"
    "ÁÀÂÄÃÅĀĂĄÆÇĆČĈĊĎĐÐÉÈÊËĒĔĖĘĚĜĞĠĢĤĦÍÌÎÏĨĪĬĮİĴĶĹĻĽŁÑŃŅŇÓÒÔÖÕØŌŎŐŒŔŖŘŚŜŞŠȘŢŤȚŦÚÙÛÜŨŪŬŮŰŲŴÝŸŶŹŻŽÞ"
)
BASE = (
    "aaaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijkllllnnnnoooooooooorrrssssssttttuuuuuuuuuuwyyyzzzt"
    "aaaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijkllllnnnnoooooooooorrrsssssttttuuuuuuuuuuwyyyzzzt"
)
FUNCTIONS = f"""
create function people_plain(text) returns text language sql immutable parallel safe
return lower(translate($1, '{ACCENTED} -''’.,`', '{BASE}'));

create function people_sound(text) returns text language sql immutable parallel safe
return dmetaphone(people_plain($1));

create function people_first_part(text) returns text language sql immutable parallel safe
return dmetaphone(people_plain(regexp_replace($1, '[ ''’-].*$', '')));

create function people_last_part(text) returns text language sql immutable parallel safe
return dmetaphone(people_plain(regexp_replace($1, '^.*[ ''’-]', '')));

create function people_street(text) returns text language sql immutable parallel safe
return people_plain(regexp_replace($1, '^.*[0-9]+[a-zA-Z]?[ ,]+', ''));

create function people_phone(text) returns text language sql immutable parallel safe
return right(regexp_replace($1, '[^0-9]', '', 'g'), 10);

create function people_bare(text) returns text language sql immutable parallel safe
return upper(regexp_replace($1, '[^0-9A-Za-z]', '', 'g'));
"""
GONE = "; ".join(
    f"drop function people_{name}(text)"
    for name in ("bare", "phone", "street", "last_part", "first_part", "sound", "plain")
)




class Migration(migrations.Migration):
    dependencies = [("people", "0003_family")]

    operations = [
        migrations.RunSQL(FUNCTIONS, GONE),
        migrations.RemoveIndex(model_name="person", name="person_sound_birth"),
        migrations.RemoveIndex(model_name="person", name="person_preferred"),
        migrations.RemoveIndex(model_name="name", name="name_sound"),
        migrations.AddIndex("person", models.Index(Plain("surname"), Plain("forename"), name="person_plain_names")),
        migrations.AddIndex(
            "person", models.Index(Plain("preferred_name"), name="person_goes_by", condition=~models.Q(preferred_name=""))
        ),
        migrations.AddIndex(
            "person", models.Index(Sound("surname"), models.F("birth_date"), name="person_surname_sound")
        ),
        migrations.AddIndex(
            "person", models.Index(Sound("forename"), models.F("birth_date"), name="person_forename_sound")
        ),
        migrations.AddIndex(
            "person",
            models.Index(FirstPart("surname"), models.F("birth_date"), name="person_first_part", condition=IN_PARTS),
        ),
        migrations.AddIndex(
            "person",
            models.Index(LastPart("surname"), models.F("birth_date"), name="person_last_part", condition=IN_PARTS),
        ),
        migrations.AddIndex("name", models.Index(Sound("surname"), name="name_surname_sound")),
        migrations.AddIndex(
            "name", models.Index(Sound("forename"), name="name_forename_sound", condition=models.Q(surname=""))
        ),
        migrations.AddIndex("address", models.Index(Street("line"), name="address_street")),
        migrations.AddIndex(
            "address", models.Index(Plain("name"), name="address_home_name", condition=~models.Q(name=""))
        ),
        migrations.AddIndex(
            "contactpoint", models.Index(Digits("value"), name="contact_phone", condition=models.Q(kind="phone"))
        ),
        migrations.AddIndex(
            "identifier",
            models.Index(Bare("value"), name="identifier_bare", condition=models.Q(kind__in=["police", "home_office"])),
        ),
    ]
