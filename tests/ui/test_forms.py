"""What people type into forms, and what a form says back."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from kyodo.ui import forms as ui


class Meeting(ui.AddressFinding, forms.Form):
    name = ui.NameField(label="お名前")
    name_kana = ui.KanaField(label="フリガナ")
    postcode = ui.PostcodeField(label="郵便番号", required=False)
    address = forms.CharField(label="住所", required=False)
    held_on = ui.ThreePartDateField(label="開催日")
    founded_on = ui.ThreePartDateField(label="設立日", has_era=True, required=False)
    people = ui.FullWidthIntegerField(label="人数", unit="人", min_value=1, help_text="だいたいで構いません。")
    agrees = forms.BooleanField(label="確かめました")


GOOD = {
    "name": " 佐藤　花子 ",
    "name_kana": "さとう はなこ",
    "postcode": "〒９８０－０８１１",
    "held_on_year": "令和８",
    "held_on_month": "４",
    "held_on_day": "１",
    "founded_on_era": "昭和",
    "founded_on_year": "50",
    "founded_on_month": "4",
    "founded_on_day": "1",
    "people": "１，２００人",
    "agrees": "on",
}


def filled(**changes: str) -> Meeting:
    return Meeting({**GOOD, **changes})


def test_what_people_really_type_is_understood() -> None:
    form = filled()
    assert form.errors == {}
    assert form.cleaned_data == {
        "name": "佐藤 花子",
        "name_kana": "サトウ\u3000ハナコ",
        "postcode": "9800811",
        "address": "",
        "held_on": date(2026, 4, 1),
        "founded_on": date(1975, 4, 1),
        "people": 1200,
        "agrees": True,
    }


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        ("2026", "4", "1"),
        ("令和8年", "4月", "1日"),
        ("R8", "04", "01"),
        ("2026/4/1", "", ""),
        ("令和８年４月１日", "", ""),
        ("20260401", "", ""),
    ],
)
def test_a_date_may_be_written_in_many_ways(year: str, month: str, day: str) -> None:
    form = filled(held_on_year=year, held_on_month=month, held_on_day=day)
    assert form.errors == {}
    assert form.cleaned_data["held_on"] == date(2026, 4, 1)


def test_an_era_that_is_chosen_and_typed_counts_once() -> None:
    form = filled(founded_on_year="昭和50")
    assert form.errors == {}
    assert form.cleaned_data["founded_on"] == date(1975, 4, 1)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"held_on_month": "", "held_on_day": ""}, "held_on", "「月・日」も入力してください。"),
        ({"held_on_year": "", "held_on_month": "", "held_on_day": ""}, "held_on", "年・月・日を入力してください。"),
        ({"people": "0"}, "people", "1以上の数を入力してください。"),
        ({"people": ""}, "people", "入力または選択してください。"),
    ],
)
def test_an_error_says_what_to_do(changes: dict[str, str], field: str, message: str) -> None:
    assert filled(**changes).errors == {field: [message]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on_month": "13"}, "held_on"),
        ({"held_on_year": "平成40"}, "held_on"),
        ({"name_kana": "佐藤花子"}, "name_kana"),
        ({"postcode": "980"}, "postcode"),
        ({"people": "たくさん"}, "people"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(changes: dict[str, str], field: str) -> None:
    assert list(filled(**changes).errors) == [field]


def test_a_field_wires_label_need_support_and_error_together() -> None:
    html = filled(people="0")["people"].as_field_group()
    assert '<label class="field-label" for="id_people">人数 <span class="need required">※必須</span>' in html
    assert '<p class="help" id="id_people_helptext">だいたいで構いません。</p>' in html
    assert 'aria-describedby="id_people_helptext id_people_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_people_error"' in html


def test_an_optional_field_says_so_in_words() -> None:
    assert '<span class="need">任意</span>' in Meeting()["address"].as_field_group()


def test_a_wrong_form_begins_with_a_summary_that_leads_to_the_fields() -> None:
    html = str(filled(held_on_day="40", agrees=""))
    assert html.index("data-kyodo-focus") < html.index('name="name"')
    assert '<a href="#id_held_on_year">開催日</a>' in html
    assert '<a href="#id_agrees">確かめました</a>' in html
    assert 'value="令和８"' in html


def test_the_summary_leads_to_the_era_where_there_is_one() -> None:
    assert '<a href="#id_founded_on_era">設立日</a>' in str(filled(founded_on_day="40"))


def test_the_postcode_s_button_fills_the_address_and_keeps_all_else() -> None:
    data = QueryDict(mutable=True)
    data.update({**GOOD, "name_kana": "", "find_address": "1"})
    form = Meeting(data)
    assert form.asks_for_address is True
    assert form.errors == {}
    assert form["address"].value() == "宮城県仙台市青葉区一番町"
    assert form["name"].value() == " 佐藤　花子 "
    assert 'value="令和８"' in str(form["held_on"])
    assert Meeting(GOOD).asks_for_address is False


@pytest.mark.parametrize(
    ("postcode", "address"),
    [
        ("980-0811", "宮城県仙台市青葉区一番町"),
        ("９８０ー０８１１", "宮城県仙台市青葉区一番町"),
        ("0000000", ""),
        ("abc", ""),
        ("", ""),
    ],
)
def test_a_postcode_is_looked_up_without_a_network(postcode: str, address: str) -> None:
    assert ui.address_of(postcode) == address


def test_a_date_that_did_not_change_has_not_changed() -> None:
    field = ui.ThreePartDateField()
    assert field.has_changed(date(2026, 4, 1), ["令和8", "4", "1"]) is False
    assert field.has_changed(date(2026, 4, 1), ["2026", "4", "2"]) is True
    assert field.has_changed(date(2026, 4, 1), ["2026", "4", ""]) is True


class Quick(ui.QuickForm):
    changed = ("kind", "people", "on")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    people = ui.FullWidthIntegerField(min_value=1, required=False)
    on = ui.ThreePartDateField(required=False)


def test_a_quick_form_keeps_its_own_to_itself() -> None:
    first, second = Quick({"kind": "b"}), Quick({"kind": "b"})
    first.fields["kind"].choices = [("b", "B")]  # type: ignore[attr-defined]
    first.fields["kind"].widget.attrs["id"] = "own"
    first.fields["people"].validators.clear()
    first.fields["people"].error_messages["required"] = "own"
    first.fields["on"].required = True
    assert (first.is_valid(), second.is_valid()) == (False, False)
    assert (list(first.errors), list(second.errors)) == (["on"], ["kind"])
    third = Quick()
    assert third.fields["kind"].widget.attrs == Quick.base_fields["kind"].widget.attrs == {}
    assert third.fields["people"].validators
    assert third.fields["people"].error_messages["required"] != "own"
    assert 'value="a"' in str(third["kind"])


def test_a_quick_form_reads_what_is_sent_as_any_other() -> None:
    class Plain(forms.Form):
        kind, people, on = (Quick.base_fields[name] for name in ("kind", "people", "on"))

        def clean_people(self) -> int:
            return int(self.cleaned_data["people"] or 0) + 1

    class Same(Quick):
        changed = ("on",)
        clean_people = Plain.clean_people

    for data in ({"kind": "a", "people": "３"}, {"kind": "x", "people": "0", "on_0": "2026"}, {}):
        plain, same = (kind(data, initial={"on": date(2026, 4, 1)}) for kind in (Plain, Same))
        plain.fields["on"].disabled = same.fields["on"].disabled = True
        assert (same.is_valid(), same.cleaned_data, same.errors) == (plain.is_valid(), plain.cleaned_data, plain.errors)
    assert same.fields["kind"] is Same.base_fields["kind"]


def test_a_quick_form_is_drawn_as_any_other() -> None:
    class Plain(forms.Form):
        kind, people, on = (Quick.base_fields[name] for name in ("kind", "people", "on"))

    data = {"kind": "x", "people": "0", "on_0": "2026"}
    assert str(Quick(data)) == str(Plain(data))
    assert str(Quick()) == str(Plain())
