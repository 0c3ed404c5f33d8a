from django.urls import path

from righthelp.practice.people import pages, pages_facts, pages_partners, pages_photos

_FACTS = [
    path(f"children/<int:child_id>/facts/{key}", view, name=f"fact-{key}") for key, view in pages_facts.FACTS.items()
]
_ENDS = [
    path(f"children/<int:child_id>/facts/{key}/<int:row_id>/end", view, name=f"end-{key}")
    for key, view in pages_facts.ENDS.items()
]

urlpatterns = [
    path("children/register", pages.register, name="register-child"),
    path("children/<int:child_id>/facts", pages_facts.facts, name="facts"),
    *_FACTS,
    *_ENDS,
    path("children/<int:child_id>/photos", pages_photos.photos, name="photos"),
    path("children/<int:child_id>/photos/<int:photo_id>", pages_photos.photo, name="photo"),
    path("children/<int:child_id>/photos/<int:photo_id>/remove", pages_photos.photo_remove, name="photo-remove"),
    path("partners", pages_partners.partners, name="partners"),
    path("partners/add", pages_partners.add, name="partner-add"),
    path("partners/<int:partner_id>", pages_partners.partner, name="partner"),
    path("partners/<int:partner_id>/change", pages_partners.change, name="partner-change"),
    path("partners/<int:partner_id>/part", pages_partners.part, name="partner-part"),
    path("partners/<int:partner_id>/contact", pages_partners.contact, name="partner-contact"),
    path(
        "partners/<int:partner_id>/contact/<int:contact_id>/remove",
        pages_partners.contact_remove,
        name="partner-contact-remove",
    ),
]
