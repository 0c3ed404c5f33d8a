"""How long what we hold is kept, and on whose authority: the few answers that many tables share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Keep:
    """How long, why, and (where the table has no history) why not."""

    how_long: str
    why: str
    no_history: str = ""


CASE = Keep(
    "until the child's 75th birthday if ever in care; otherwise 35 years after closure (local setting)",
    "Care Planning Regulations 2010, regulation 50; the trust's schedule",
)
HOMES = Keep(
    "at least 10 years after approval ends (local setting: as long as the record of any child who lived there)",
    "Fostering Services Regulations 2011, regulation 32; Children’s Homes Regulations 2015, regulation 36",
)
APPLICANTS = Keep(
    "at least 3 years after an application is refused or withdrawn; of those approved, as long as the home’s record",
    "Fostering Services Regulations 2011, regulations 30 and 32",
)
REGISTER = Keep("as long as any record that points to it", "follows the case record")
EMPLOYMENT = Keep("6 years after employment ends (local setting)", "Limitation Act 1980")
ACCESS = Keep("6 years after the account closes (local setting)", "Limitation Act 1980")
AUDIT = Keep("as long as the records it speaks of", "accountability, UK GDPR article 5(2)", "it is itself the history")
TECHNICAL = Keep("until replaced", "holds nothing that is not held elsewhere", "recomputed from facts")
QUALITY = Keep("6 years (local setting)", "practice evaluation; holds no more than ids and grades")
STAFF = Keep("6 years after employment ends (local setting)", "Limitation Act 1980; the worker’s own file")
FINANCE = Keep("6 years after the financial year (local setting)", "the trust’s financial regulations")
RECRUITMENT = Keep("6 years after the vacancy closes (local setting)", "how recruitment went; names nobody once erased")
CANDIDATE = Keep(
    "6 months after their last application ended or they started (local setting); then erased",
    "Equality Act 2010, section 123: three months for a claim, and time to allow a longer one",
    "what is erased must be gone: a history would keep it",
)
VOICE = Keep(
    "6 years (local setting)",
    "what staff said in confidence",
    "history names who was signed in, and these rows must not lead to who spoke",
)
PLANS = Keep("6 years after the plan is closed (local setting)", "what the trust undertook, and what came of it")
PUBLISHED = Keep("permanently", "a public paper of the committee")

LIBRARIES: dict[str, Keep] = {
    "account.EmailAddress": Keep("holds nothing", "allauth brings the table; the house does not use it", "empty"),
    "account.EmailConfirmation": Keep("holds nothing", "as above", "empty"),
    "axes.AccessAttempt": Keep("15 minutes", "counts wrong tries by a sealed name and an address", "no record"),
    "axes.AccessAttemptExpiration": Keep("holds nothing", "axes brings the table; the house does not use it", "empty"),
    "axes.AccessFailureLog": Keep("holds nothing", "as above", "empty"),
    "axes.AccessLog": Keep("holds nothing", "as above", "empty"),
    "mfa.Authenticator": Keep("until taken away or the account is reopened", "signs somebody in", "sealed secrets"),
    "socialaccount.SocialAccount": Keep("until the second factor is reset", "ties an account to a directory", "a tie"),
    "socialaccount.SocialApp": Keep("holds nothing", "the directory is configured by the environment", "empty"),
    "socialaccount.SocialToken": Keep("holds nothing", "tokens are thrown away", "empty"),
}
"""Tables that libraries for signing in bring with them."""

ADOPTION = Keep(
    "100 years from the adoption order; a plan that did not lead to one with the case record",
    "Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005, regulation 6",
)
