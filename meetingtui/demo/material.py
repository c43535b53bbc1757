"""What the people of the demonstration say: sentences with places for names and things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SALES, MARKETING = "Sales", "Marketing"

PLACES: Mapping[str, Sequence[str]] = {
    "customer": (
        "Halden Foods", "Petra Logistics", "Brightwater", "Kestrel Rail", "Vela Health",
        "Tarn & Sons", "Mistral Energy", "Fjord Supply", "Granite Bank", "Juniper Hotels",
        "Orbit Labs", "Quayside", "Redwood Schools", "Silverline", "Umbra Optics", "Westhaven",
        "Nordlicht", "Café Lumière", "Müller & Co", "Oakridge", "Pinewood Clinics", "Sable Mining",
    ),
    "piece": (
        "one-pager", "pricing page", "customer story", "demo video", "comparison sheet",
        "onboarding guide", "security brief", "webinar", "calculator", "case study", "slide deck",
        "newsletter", "checklist", "field guide",
    ),
    "topic": (
        "pricing", "onboarding", "data security", "the new reports", "renewals", "integration",
        "mobile use", "invoices", "the migration", "support hours", "the spring release",
        "reference calls", "the trade fair", "the partner programme",
    ),
    "audience": (
        "finance leads", "plant managers", "IT heads", "clinic owners", "first-time buyers",
        "existing customers", "regional buyers", "procurement",
    ),
    "number": ("12", "18", "24", "31", "40", "55", "70", "120"),
    "person": ("Ana", "Ben", "Chidi", "Dana", "Eve"),
}  # fmt: skip
"""What each `{place}` of a sentence may be filled with."""

WINS: Mapping[str, Sequence[str]] = {
    SALES: (
        "Closed {customer}, {number} seats #{tag}",
        "{customer} renewed for two years #renewals",
        "{customer} signed after the second demo",
        "First call with {customer} led to a trial of {number} users",
        "Won {customer} back from a cheaper offer #pricing",
    ),
    MARKETING: (
        "The {piece} on {topic} is out #{tag}",
        "{number} sign-ups for the webinar on {topic}",
        "The mailing to {audience} was opened by half of them",
        "The {piece} is now the page that is read most",
        "{number} good leads from the trade fair #fair",
    ),
}

JOINT_WINS: Mapping[str, Sequence[str]] = {
    SALES: (
        "Closed {customer} with the {piece} that @Marketing wrote for it #{tag}",
        "{customer} asked for us after the webinar that @Marketing held on {topic}",
    ),
    MARKETING: (
        "The story of {customer} is out, thanks to the calls that @Sales set up",
        "The {piece} on {topic} works: @Sales used it in {number} talks #{tag}",
    ),
}

THANKS: Mapping[str, Sequence[str]] = {
    SALES: (
        "* @Dana rewrote the {piece} overnight",
        "* @Eve sat through three calls with {customer}",
    ),
    MARKETING: (
        "* @Ana told us word for word what {customer} asked",
        "* @Chidi gave the {piece} a first try with a real customer",
        "* @Ben brought {number} answers from {audience}",
    ),
}

PREVIEWS: Mapping[str, Sequence[str]] = {
    SALES: (
        "Tour of the north",
        "New offer with {topic} included",
        "Talks with {customer} about {topic}",
    ),
    MARKETING: (
        "{Piece} on {topic}",
        "Campaign on {topic}",
        "{Piece}: what {customer} learnt",
    ),
}

QUESTIONS: Mapping[str, Sequence[tuple[str, str]]] = {
    SALES: (
        ("Which {piece} do we send to {audience}?", "The one from spring, with the new first page"),
        ("When is the {piece} on {topic} ready?", "On Thursday; {person} has the last look at it"),
        ("Who may we name as a reference for {topic}?", "{customer}; ask {person} first"),
        ("What do we answer when {customer} asks about {topic}?", "What the {piece} says, no more"),
        ("Why do fewer leads come from the webinar?", "The form was broken; {person} mended it"),
        ("May we change the words on {topic} in our own mails?", "Yes, all but the first line"),
    ),
    MARKETING: (
        ("What did {customer} say about {topic}?", "That it is why they called us"),
        (
            "Which objection do you hear most from {audience}?",
            "{Topic}, in nearly every first talk",
        ),
        ("Does anybody use the {piece} in talks?", "Two of us do, and only its first page"),
        (
            "How many of last month's leads were any good?",
            "A third; {person} shares the list today",
        ),
        ("Who at {customer} could tell their story?", "Their head of finance; {person} asks her"),
        ("Why did {customer} choose somebody else?", "They wanted {topic} this year, not next"),
    ),
}
"""What each team asks the other, and what it will hear."""

ACTIONS: Mapping[str, Sequence[str]] = {
    SALES: (
        "Send {customer} the {piece}",
        "Ask {customer} for a quote on {topic}",
        "List the five questions that {audience} ask most",
        "Take Eve along to the call with {customer}",
        "Tell support what {customer} was promised",
        "Write down why {customer} said no",
    ),
    MARKETING: (
        "Draft the {piece} on {topic}",
        "Cut the {piece} to one page",
        "Interview {customer} about {topic}",
        "Put the numbers on {topic} where all can see them",
        "Test two subjects with {audience}",
        "Show Sales the {piece} before it goes out",
    ),
}

DECISIONS = (
    "We use one {piece} for {audience} from now on",
    "Leads from the fair are called within two days",
    "No mailing on {topic} without a look from Sales",
    "The {piece} on {topic} comes first this month",
    "{person} is who to ask about {topic}",
)

CONCERNS = (
    "Leads on {topic} wait too long for a call",
    "We promise {topic} before it exists",
    "The {piece} and the website say different things on {topic}",
    "{customer} heard two prices from us",
)

INSIGHTS = (
    "{audience} decide on {topic}, not on price #{tag}",
    "Nobody reads past the first page of the {piece}",
    "{customer} compares us with a spreadsheet, not with others",
    "Most questions of {audience} are about {topic} #{tag}",
)

SEEN = (
    "In the call with {customer} nobody asked about {topic}",
    "{customer} opened the {piece} and read its second page aloud",
    "The talk with {customer} was half about {topic} #{tag}",
    "Writing the {piece} takes two days, most of them waiting for answers",
)

PARKED = (
    "Set up one calendar of mailings and tours",
    "Decide whether we still want the trade fair",
    "Find somebody who looks after the {piece} once it is out",
)
"""What can be promised as it stands when it is taken up."""

NUMBERS = ("{number} leads, {number} accepted, most called within two days",)

TAGS = ("pricing", "launch", "security", "onboarding", "renewals", "fair")

REASONS_LOW = (
    "we ran over again",
    "too much talk about {topic}",
    "our questions came last and were rushed",
    "half of the promises were not done",
    "we began late",
)

REASONS_GOOD = ("", "", "", "on time and every question answered", "good to hear the wins first")

DROPPED = ("nobody needs it any more", "{customer} chose somebody else", "the new site does it")

FEEDBACK = (
    "shorter, please",
    "we would use it for {audience}",
    "the first page says it all",
    "add a price",
)

USED = ("in {number} talks", "{customer} asked for more", "opened by half of {audience}")

NOT_USED = ("too long for a first talk", "came after the season", "we did not know where it was")
