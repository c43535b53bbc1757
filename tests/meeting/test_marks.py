import pytest

from meetingtui.meeting.marks import (
    in_a_link,
    last_start,
    match_name,
    mentions_in,
    near_names,
    tags_in,
)

NAMES = ("Sales", "Marketing", "Key Accounts", "Ana", "Ana Maria", "Zoë", "O'Brien", "Jean-Luc")


def named(line: str) -> list[str]:
    return [mention.name for mention in mentions_in(line, NAMES)]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("@Ana", ["Ana"]),
        ("@ANA and @zoË", ["Ana", "Zoë"]),
        ("@Ana Maria, @ana maria", ["Ana Maria", "Ana Maria"]),
        ("@Ana Mar", ["Ana"]),
        ("@key accounts!", ["Key Accounts"]),
        ("@o'brien @O’Brien", ["O'Brien", "O'Brien"]),
        ("@Jean-Luc's", ["Jean-Luc"]),
        ("@Ana’s @Sales' @Mark's", ["Ana", "Sales", "Marketing"]),
        ("@Mark @jean", ["Marketing", "Jean-Luc"]),
        ("@M", []),
        ("@An", []),
        ("@Bob @all @ @@", []),
        ("@Ana-Lena @Anastasia @Ana.com @Ana@x.org @Ana’Lena @Mark.com", []),
        ("(@Ana), “@Zoë” →@Sales 🎉@Marketing: cc:@Jean-Luc",
         ["Ana", "Zoë", "Sales", "Marketing", "Jean-Luc"]),
        ("@Ana/@Zoë+@Sales&@Marketing", ["Ana", "Zoë", "Sales", "Marketing"]),
        ("ana@Ana.com x@Ana a/@Ana a.@Ana \\@Ana", []),
        ("https://x.org/@Ana www.x.org/?u=@Ana (http://x.org/(@Ana)", []),
        ("see https://x.org/@Bob @Ana", ["Ana"]),
        ("@Ana… @Zoë.", ["Ana", "Zoë"]),
    ],
)  # fmt: skip
def test_mentions(line: str, names: list[str]) -> None:
    assert named(line) == names


def test_a_mention_knows_where_it_stands() -> None:
    line = "deck to @ana maria's desk"
    (mention,) = mentions_in(line, NAMES)
    assert line[mention.start : mention.end] == "@ana maria"


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("#Pricing, (#b2b) #q4-plan #q4_plan", ("pricing", "b2b", "q4-plan", "q4_plan")),
        ("#pricing #Pricing", ("pricing",)),
        ("#1 #2026 #1-2 # #- #_x ##x C# F#m", ()),
        ("#1st #2026-q1", ("1st", "2026-q1")),
        ("#launch-", ("launch",)),
        ("#größe #проект", ("größe", "проект")),
        ("#a/#b+#c", ("a", "b", "c")),
        ("https://x.org/#plan www.x.org/a#b x.org/#plan &#x27;", ()),
    ],
)
def test_tags(line: str, tags: tuple[str, ...]) -> None:
    assert tags_in(line) == tags


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sales", "Sales"),
        (" Sales ", "Sales"),
        ("ana", "Ana"),
        ("Ana M", "Ana Maria"),
        ("key", "Key Accounts"),
        ("an", ""),
        ("m", ""),
        ("", ""),
        ("bob", ""),
    ],
)
def test_a_name_or_its_beginning(text: str, name: str) -> None:
    assert match_name(text, NAMES) == name


def test_a_single_letter_is_enough_where_it_is_asked_for() -> None:
    assert match_name("m", NAMES, shortest=1) == "Marketing"
    assert match_name("", ["Sales"], shortest=1) == ""


def test_where_the_last_mark_begins() -> None:
    assert last_start("@Ana sees a@b @M", "@") == 14
    assert last_start("a@b #x", "@") == -1


def test_inside_a_link() -> None:
    line = "see https://x.org/a, b"
    assert in_a_link(line, line.index("x.org"))
    assert not in_a_link(line, line.index("b"))
    assert not in_a_link(line, 0)


def test_a_name_that_is_nearly_there_is_found() -> None:
    names = ("Bob", "Kim", "Maria Lopez")
    assert near_names("send @Bobb and @Kim, @Kym, mail@bobb @Bobby @nobody", names) == (
        "Bob",
        "Kim",
    )
    assert near_names("@Bob @Ki", names) == ()
