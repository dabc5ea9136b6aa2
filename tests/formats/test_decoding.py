import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.decoding import DecodingError, decode, preview

NEWS = {
    "en": "The minister said “nothing was wrong” with the plan. He’s not convinced, the union’s "
    "chairman told reporters on Monday. The café was closed for three weeks.",
    "fr": "Le ministre a déclaré que l’hôpital ne fermera pas. « Nous n’avons jamais envisagé "
    "cela », a-t-il ajouté lundi à Paris, où les syndicats étaient réunis.",
    "pl": "Minister powiedział, że szpital nie zostanie zamknięty. Związek zaprzecza temu i żąda "
    "wyjaśnień od rządu. „Nigdy o tym nie myśleliśmy” – dodał w poniedziałek.",
    "ru": "Министр заявил, что больница не будет закрыта. Профсоюз отрицает это и требует "
    "объяснений от правительства.",
    "ar": "نفى الوزير أن تكون الآبار قد أغلقت في وادي حليم وقال إن العمل مستمر في المنطقة.",
}
SIGNS = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\r\n\t")
TEXTS = st.text(SIGNS).map(lambda text: f"a{text}")


@given(text=TEXTS)
def test_utf8_is_read_as_it_is(text: str) -> None:
    found = decode(text.encode())
    assert (found.text, found.encoding, found.notes) == (text, "utf-8", ())


@given(
    text=TEXTS,
    how=st.sampled_from(
        [
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
            (codecs.BOM_UTF32_BE, "utf-32-be"),
        ]
    ),
    declared=st.sampled_from(["", "cp1252", "utf-8"]),
)
def test_a_byte_order_mark_decides_and_is_told(
    text: str, how: tuple[bytes, str], declared: str
) -> None:
    mark, name = how
    found = decode(mark + text.encode(name), declared)
    assert (found.text, found.encoding) == (text, name)
    assert "byte order mark" in found.notes[0]


@pytest.mark.parametrize("data", [b"\xff\xfea\0\xff", b"\xff\xfe\x00\xd8a\0", b"\xef\xbb\xbf\xff"])
def test_a_mark_that_lies_is_refused(data: bytes) -> None:
    with pytest.raises(DecodingError, match=r"begins as utf-.* but breaks it at byte"):
        decode(data)


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (NEWS["en"], "cp1252", "cp1252"),
        (NEWS["ru"], "cp1251", "cp1251"),
        (NEWS["ru"], "koi8_r", "koi8_r"),
        (NEWS["ar"], "cp1256", "cp1256"),
    ],
)
def test_a_sure_guess_is_taken_and_told(text: str, encoding: str, told: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, told)
    assert found.notes == (f"it is not UTF-8; it was read as {told}",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (NEWS["fr"], "cp1252"),
        (NEWS["pl"], "cp1250"),
        (NEWS["fr"].replace("’", "'"), "cp850"),
        ("The café was closed.", "cp1252"),
    ],
)
def test_a_guess_that_is_not_sure_shows_how_it_would_read(text: str, encoding: str) -> None:
    with pytest.raises(DecodingError, match=r"is not sure .*it reads .*say --encoding"):
        decode(text.encode(encoding))
    assert decode(text.encode(encoding), encoding).text == text


def test_the_readings_show_the_place_where_they_part() -> None:
    with pytest.raises(DecodingError, match=r"powiedział, że.*") as caught:
        decode(NEWS["pl"].encode("cp1250"))
    assert "as cp1252 it reads" in str(caught.value)
    assert "powiedzia³" in str(caught.value)


@pytest.mark.parametrize("name", ["", "utf-8", "UTF8", "utf_8_sig"])
def test_what_is_declared_utf8_must_be(name: str) -> None:
    assert decode("é".encode(), name).text == "é"
    with pytest.raises(DecodingError):
        decode(b"caf\xe9", name)


def test_utf8_that_was_declared_as_something_else_is_read_as_utf8_aloud() -> None:
    found = decode("café".encode(), "cp1252")
    assert found.text == "café"
    assert found.notes == ("it is UTF-8, not cp1252, and was read so",)


def test_ascii_may_be_more_than_ascii_when_that_was_declared() -> None:
    data = "知事".encode("iso2022_jp")
    assert data.isascii()
    assert decode(data, "iso2022_jp").text == "知事"


@pytest.mark.parametrize("name", ["no-such", "hex", "rot13", "a\0b", "undefined", "x" * 9000, "é"])
def test_what_is_no_encoding_is_said(name: str) -> None:
    with pytest.raises(DecodingError, match="there is no encoding"):
        decode(b"words", name)


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "raw_unicode_escape"])
def test_half_a_character_does_not_come_in_by_an_odd_encoding(name: str) -> None:
    data = {"utf-7": b"words +2AA- more"}.get(name, b"words \\ud800 more")
    with pytest.raises(DecodingError, match="half a character"):
        decode(data, name)


def test_utf16_without_a_mark_gets_a_hint() -> None:
    with pytest.raises(DecodingError, match="say --encoding utf-16-le"):
        decode("plain words".encode("utf-16-le"))
    with pytest.raises(DecodingError, match="say --encoding utf-16-le"):
        decode("žluťoučký kůň".encode("utf-16-le"))
    assert decode("plain words".encode("utf-16-le"), "utf-16-le").text == "plain words"


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_sentence(data: bytes) -> None:
    try:
        found = decode(data)
    except DecodingError:
        return
    assert found.text.encode()
    if not found.notes:
        assert found.text.encode() == data


def test_a_preview_shows_what_bytes_may_be_best_first() -> None:
    assert preview("déjà".encode()) == [("utf-8", "déjà", 1.0)]
    assert preview(codecs.BOM_UTF16_LE + "a".encode("utf-16-le")) == [("utf-16-le", "a", 1.0)]
    found = preview(NEWS["ru"].encode("cp1251"))
    assert found[0][:2] == ("cp1251", NEWS["ru"])
    assert [one[2] for one in found] == sorted((one[2] for one in found), reverse=True)
    assert len(preview(b"x" * 1000)[0][1]) == 300
