"""A run writes what it can prove to be its own, and leaves what is a curator's."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from measurebook.errors import Problem
from measurebook.model.measure import Relation
from measurebook.model.report import Report
from measurebook.normalise.merging.documents import find_fault, write_draft
from measurebook.normalise.merging.matching import Sources
from measurebook.normalise.reading import Draft
from tests.normalise.drafting import Base, apply, draft

SLUG = "the-festival"


@pytest.fixture
def base() -> Base:
    """A knowledge base after its first run."""
    found = Base()
    found.run(draft(), draft("The atlas", line=20))
    return found


def test_a_first_run_writes_each_draft_and_remembers_it(base: Base) -> None:
    assert base.slugs == ["the-atlas", SLUG]
    assert base.text(SLUG) == write_draft(draft())
    assert base.remembered(SLUG).place == SLUG


def test_a_second_run_writes_nothing(base: Base) -> None:
    base.run()
    assert base.written == 0
    assert base.problems == []


def test_an_untouched_file_follows_the_source_to_the_byte(base: Base) -> None:
    new = draft(goals=("2",))
    base.run(new, draft("The atlas", line=20))
    assert base.text(SLUG) == write_draft(new)


class TestDisputes:
    @pytest.fixture
    def base(self, base: Base) -> Base:
        base.edit(SLUG, "goals: ['1']", "goals: ['3']")
        base.run(draft(goals=("2",)), draft("The atlas", line=20))
        return base

    def test_the_edit_stays_and_what_the_source_says_is_proposed(self, base: Base) -> None:
        assert "goals: ['3']" in base.text(SLUG)
        assert base.state.proposals == {f"measures/{SLUG}": write_draft(draft(goals=("2",)))}
        assert [(problem.path, problem.blocking) for problem in base.problems] == [
            (f"content/measures/{SLUG}.md", False)
        ]
        assert f"content/proposed/measures/{SLUG}.md" in base.problems[0].message
        assert base.notes("conflicting")[0].units == ("goals",)

    def test_it_is_told_once_and_then_waits(self, base: Base) -> None:
        base.run()
        assert (base.written, base.problems) == (0, [])
        assert base.notes("kept")[0].units == ("goals",)

    def test_a_decision_for_the_edit_holds(self, base: Base) -> None:
        base.decide()
        base.run()
        assert base.state.proposals == {}
        assert "goals: ['3']" in base.text(SLUG)

    def test_a_decision_for_the_source_lets_the_file_follow_again(self, base: Base) -> None:
        base.write(SLUG, base.state.proposals[f"measures/{SLUG}"])
        base.decide()
        base.run(draft(goals=("4",)), draft("The atlas", line=20))
        assert base.text(SLUG) == write_draft(draft(goals=("4",)))

    def test_a_newer_text_takes_the_place_of_a_proposal_nobody_touched(self, base: Base) -> None:
        newer = draft(goals=("4",))
        base.run(newer, draft("The atlas", line=20))
        assert base.state.proposals == {f"measures/{SLUG}": write_draft(newer)}

    def test_a_proposal_that_somebody_edited_is_left_alone(self, base: Base) -> None:
        edited = {name: f"{text}\nmine\n" for name, text in base.state.proposals.items()}
        base.state = replace(base.state, proposals=edited)
        before = base.state
        for _ in range(2):
            base.run(draft(goals=("4",)), draft("The atlas", line=20))
            assert base.state == before
            assert "was edited" in base.problems[0].message
        base.decide()
        base.run()
        assert base.state.proposals == {f"measures/{SLUG}": write_draft(draft(goals=("4",)))}


class TestRenamed:
    @pytest.fixture
    def base(self, base: Base) -> Base:
        base.rename(SLUG, "feast")
        base.run()
        return base

    def test_a_renamed_file_stays_renamed_and_its_old_slug_leads_to_it(self, base: Base) -> None:
        assert base.slugs == ["feast", "the-atlas"]
        assert f"aliases: [{SLUG}]" in base.text("feast")
        assert base.notes("renamed")[0].units == (SLUG,)

    def test_the_next_run_writes_nothing(self, base: Base) -> None:
        base.run()
        assert base.written == 0

    def test_it_follows_its_source_under_its_new_name(self, base: Base) -> None:
        base.run(draft(goals=("2",)), draft("The atlas", line=20))
        assert base.slugs == ["feast", "the-atlas"]
        assert "goals: ['2']" in base.text("feast")

    def test_renamed_again_both_old_slugs_lead_to_it(self, base: Base) -> None:
        base.rename("feast", "fair")
        base.run()
        assert f"aliases: [{SLUG}, feast]" in base.text("fair")

    def test_renamed_back_it_no_longer_has_its_own_slug_as_a_former_one(self, base: Base) -> None:
        base.rename("feast", SLUG)
        base.run()
        assert "aliases: [feast]" in base.text(SLUG)

    def test_a_former_slug_taken_out_by_hand_stays_out(self, base: Base) -> None:
        base.edit("feast", f"aliases: [{SLUG}]\n", "")
        base.run()
        assert base.slugs == ["feast", "the-atlas"]
        assert "aliases" not in base.text("feast")

    def test_another_file_may_have_the_former_slug(self, base: Base) -> None:
        base.write(SLUG, write_draft(draft("By hand", source="letter")))
        base.run()
        assert base.slugs == ["feast", "the-atlas", SLUG]
        assert "aliases" not in base.text("feast")
        assert base.text(SLUG) == write_draft(draft("By hand", source="letter"))

    def test_a_renamed_file_that_was_rewritten_is_known_by_its_citations(self) -> None:
        base = Base()
        base.run(draft())
        base.rename(SLUG, "feast")
        base.edit("feast", "The festival", "A feast")
        base.edit("feast", "young artists", "old hands")
        base.edit("feast", "twelve", "ten")
        base.run()
        assert base.slugs == ["feast"]

    def test_two_files_that_changed_their_names_are_known_by_what_they_say(self) -> None:
        base = Base()
        base.run(draft(), draft("The atlas", line=20))
        texts = base.text(SLUG), base.text("the-atlas")
        base.write(SLUG, texts[1])
        base.write("the-atlas", texts[0])
        base.run(draft(goals=("2",)), draft("The atlas", line=20))
        assert base.slugs == ["the-atlas", SLUG]
        assert "title: The festival" in base.text("the-atlas")
        assert "goals: ['2']" in base.text("the-atlas")
        assert "goals: ['1']" in base.text(SLUG)

    def test_relations_and_reports_of_others_follow_the_new_slug(self) -> None:
        part = draft("Part of the great programme of festivals", line=40)
        whole = draft("the great programme of festivals", line=60)
        base = Base()
        base.run(part, whole)
        base.rename(whole.slug, "programme")
        base.run()
        assert "measure: programme" in base.text(part.slug)
        base.run()
        assert base.written == 0


class TestDeleted:
    def test_a_measure_deleted_by_hand_stays_deleted(self, base: Base) -> None:
        base.edit(SLUG)
        for _ in range(3):
            base.run()
            assert base.slugs == ["the-atlas"]
        assert base.written == 0
        assert base.remembered(SLUG).is_deleted

    def test_it_stays_deleted_when_its_source_changes(self, base: Base) -> None:
        base.edit(SLUG)
        base.run(draft(goals=("2",), line=5), draft("The atlas", line=20))
        base.run(draft("The big festival", goals=("2",), line=7), draft("The atlas", line=20))
        assert base.slugs == ["the-atlas"]

    @pytest.mark.parametrize("name", [SLUG, f"measures/{SLUG}"])
    def test_it_comes_back_when_asked_for(self, base: Base, name: str) -> None:
        base.edit(SLUG)
        base.run()
        base.run(draft(goals=("2",)), draft("The atlas", line=20), restore=[name])
        assert base.text(SLUG) == write_draft(draft(goals=("2",)))
        base.run()
        assert base.written == 0

    def test_it_comes_back_under_the_name_it_had_last(self, base: Base) -> None:
        base.rename(SLUG, "feast")
        base.run()
        base.edit("feast")
        base.run()
        base.run(restore=["feast"])
        assert base.slugs == ["feast", "the-atlas"]
        assert f"aliases: [{SLUG}]" in base.text("feast")
        base.run()
        assert base.written == 0

    def test_a_name_that_nothing_has_cannot_be_restored(self, base: Base) -> None:
        base.run(restore=["feestival"])
        assert "cannot be restored" in base.problems[0].message
        assert base.written == 0

    def test_restoring_does_not_overwrite_a_file_of_that_name(self, base: Base) -> None:
        base.edit(SLUG)
        base.run()
        own = write_draft(draft("By hand", source="letter"))
        base.write(SLUG, own)
        base.run(restore=[SLUG])
        assert base.text(SLUG) == own
        assert base.slugs == ["the-atlas", SLUG, f"{SLUG}-report"]

    def test_a_file_that_is_put_back_by_hand_is_taken_up_again(self, base: Base) -> None:
        text = base.text(SLUG)
        base.edit(SLUG)
        base.run()
        base.write(SLUG, text)
        base.run(draft(goals=("2",)), draft("The atlas", line=20))
        assert base.text(SLUG) == write_draft(draft(goals=("2",)))

    def test_others_no_longer_relate_to_it(self) -> None:
        part = draft("Part of the great programme of festivals", line=40)
        whole = draft("the great programme of festivals", line=60)
        base = Base()
        base.run(part, whole)
        base.edit(whole.slug)
        base.run()
        assert "relations" not in base.text(part.slug)

    def test_a_whole_folder_removed_starts_anew(self, base: Base) -> None:
        first = dict(base.state.content)
        base.edit("the-atlas")
        base.run()
        base.state = replace(base.state, content={}, folders=frozenset({"reports", "events"}))
        base.run()
        assert base.state.content == first

    def test_a_folder_that_version_control_did_not_keep_was_emptied_by_hand(self) -> None:
        base = Base()
        base.run(draft())
        base.edit(SLUG)
        base.run()
        base.state = replace(base.state, folders=frozenset())
        base.run()
        assert base.slugs == []


class TestMemory:
    def test_without_it_what_is_as_generated_is_taken_up(self, base: Base) -> None:
        base.forget()
        base.run()
        assert base.problems == []
        base.run(draft(goals=("2",)), draft("The atlas", line=20))
        assert base.text(SLUG) == write_draft(draft(goals=("2",)))

    def test_without_it_every_difference_is_listed_and_no_value_changes(self, base: Base) -> None:
        base.edit(SLUG, "goals: ['1']\n", "")
        base.edit(SLUG, "young artists", "old artists")
        now = base.text(SLUG)
        base.forget()
        base.run()
        assert base.text(SLUG) == now.replace("  goals: {report: '2'}\n", "")
        assert base.notes("conflicting")[0].units == ("goals", "## Main features")
        assert list(base.state.proposals) == [f"measures/{SLUG}"]
        base.run()
        assert base.written == 0

    def test_a_damaged_one_counts_as_none(self, base: Base) -> None:
        name = f"measures/{SLUG}"
        base.edit(SLUG, "goals: ['1']", "goals: ['3']")
        torn = {**base.state.memory, name: base.state.memory[name][:-60]}
        base.state = replace(base.state, memory=torn)
        base.run(draft(goals=("2",)), draft("The atlas", line=20))
        assert "goals: ['3']" in base.text(SLUG)
        assert base.notes("conflicting")[0].units == ("goals",)
        base.run()
        assert base.written == 0

    def test_one_of_another_content_removes_nothing_that_differs(self, base: Base) -> None:
        other = Base()
        other.run(draft(goals=("9",)), draft("Of another", line=50))
        base.edit(SLUG, "young artists", "old artists")
        now = dict(base.state.content)
        base.state = replace(base.state, memory=other.state.memory)
        base.run()
        assert base.state.content == now
        base.run()
        assert base.written == 0

    def test_a_renamed_file_is_found_without_it(self, base: Base) -> None:
        base.rename(SLUG, "feast")
        base.forget()
        base.run()
        assert base.slugs == ["feast", "the-atlas"]


class TestSources:
    def test_a_measure_of_which_no_source_tells_any_more_is_removed(self, base: Base) -> None:
        base.run(draft())
        assert base.slugs == [SLUG]
        assert list(base.state.memory) == [f"measures/{SLUG}"]
        assert base.notes("removed")[0].path == "content/measures/the-atlas.md"

    def test_it_stays_if_somebody_edited_it(self, base: Base) -> None:
        base.edit("the-atlas", "young artists", "old artists")
        base.run(draft())
        assert base.slugs == ["the-atlas", SLUG]
        assert base.notes("left")[0].path == "content/measures/the-atlas.md"
        base.run()
        assert base.written == 0

    def test_it_follows_again_if_its_source_comes_back(self, base: Base) -> None:
        base.edit("the-atlas", "young artists", "old artists")
        base.run(draft())
        base.run(draft(), draft("The atlas", line=30, goals=("2",)))
        assert base.slugs == ["the-atlas", SLUG]
        assert "goals: ['2']" in base.text("the-atlas")
        assert "old artists" in base.text("the-atlas")

    def test_what_comes_from_a_source_that_cannot_be_read_stays(self, base: Base) -> None:
        page = draft("The page", source="page")
        base.run(draft(), page)
        content = dict(base.state.content)
        sources = Sources(frozenset({"report", "page"}), frozenset({"page"}))
        base.run(draft(), sources=sources)
        assert base.state.content == content
        assert base.written == 0

    def test_a_measure_of_two_sources_stays_while_one_cannot_be_read(self) -> None:
        base = Base()
        both = draft(report="az-2022"), draft(source="page", website="example.org")
        base.run(*both)
        content = dict(base.state.content)
        sources = Sources(frozenset({"report", "page"}), frozenset({"page"}))
        base.run(both[0], sources=sources)
        assert base.state.content == content

    def test_without_any_source_nothing_is_removed(self, base: Base) -> None:
        base.drafts = []
        base.run()
        assert base.slugs == ["the-atlas", SLUG]
        assert base.problems[0].blocking
        assert base.written == 0

    def test_a_second_source_that_comes_later_attaches_to_the_file(self, base: Base) -> None:
        base.edit(SLUG, "young artists", "old artists")
        base.run(draft(report="az-2022"), draft("The atlas", line=20))
        page = draft(source="page", line=3, website="example.org")
        base.run(draft(report="az-2022"), page, draft("The atlas", line=20))
        assert base.slugs == ["the-atlas", SLUG]
        text = base.text(SLUG)
        assert "title: {report: '1', page: '3'}" in text
        assert "website: example.org" in text
        assert "old artists" in text

    def test_two_documents_that_become_one_leave_a_redirect(self) -> None:
        base = Base()
        first, second = draft(report="az-2022"), draft(source="page", agencies=("other",))
        second = Draft(second.slug, second.record, {"Context": "Another text " * 5})
        base.run(first, second)
        assert base.slugs == [SLUG, f"{SLUG}-page"]
        base.run(first, draft(source="page"))
        assert base.slugs == [SLUG]
        assert f"aliases: [{SLUG}-page]" in base.text(SLUG)
        base.run()
        assert base.written == 0


class TestFiles:
    def test_a_file_with_broken_yaml_is_told_and_left_and_others_go_on(self, base: Base) -> None:
        base.edit(SLUG, "goals: ['1']", "goals: ['1'")
        broken, memory = base.text(SLUG), base.state.memory[f"measures/{SLUG}"]
        base.run(draft(goals=("2",)), draft("The atlas", line=20, goals=("2",)))
        assert base.text(SLUG) == broken
        assert base.state.memory[f"measures/{SLUG}"] == memory
        assert [(x.path, x.line, x.blocking) for x in base.problems] == [
            (f"content/measures/{SLUG}.md", 5, True)
        ]
        assert "goals: ['2']" in base.text("the-atlas")

    def test_a_mended_file_is_merged_as_if_it_had_never_been_broken(self, base: Base) -> None:
        base.edit(SLUG, "goals: ['1']", "goals: ['1'")
        base.run(draft(goals=("1",), agencies=("other",)), draft("The atlas", line=20))
        base.edit(SLUG, "goals: ['1'", "goals: ['1']")
        base.run()
        assert base.text(SLUG) == write_draft(draft(agencies=("other",)))

    def test_a_file_that_was_renamed_while_broken_is_not_taken_for_deleted(
        self, base: Base
    ) -> None:
        base.edit(SLUG, "goals: ['1']", "goals: ['1'")
        base.rename(SLUG, "feast")
        base.run(draft(agencies=("other",)), draft("The atlas", line=20))
        assert base.slugs == ["feast", "the-atlas"]
        base.edit("feast", "goals: ['1'", "goals: ['1']")
        base.run()
        assert base.slugs == ["feast", "the-atlas"]
        assert "agencies: [other]" in base.text("feast")

    def test_a_file_that_cannot_be_read_is_left_alone(self, base: Base) -> None:
        name = f"measures/{SLUG}"
        problem = Problem(f"content/{name}.md", 0, "is a symbolic link")
        content = {k: v for k, v in base.state.content.items() if k != name}
        base.state = replace(base.state, content=content, unusable={name: problem})
        base.run(draft(goals=("2",)), draft("The atlas", line=20))
        assert name not in base.state.content
        assert base.written == 0

    def test_a_file_of_a_person_with_the_slug_of_a_new_measure_is_left_alone(self) -> None:
        own = write_draft(draft("By hand", source="letter")).replace("By hand", "Something else")
        base = Base()
        base.write(SLUG, own)
        base.run(draft())
        assert base.text(SLUG) == own
        assert base.slugs == [SLUG, f"{SLUG}-report"]

    def test_a_draft_that_would_not_read_back_is_not_written(self) -> None:
        bad = draft(sections={"Main features": "one\n\n## Results achieved\n\ntwo"})
        fault = find_fault(bad, write_draft(bad), "content/measures/x.md")
        assert fault is not None
        assert fault.blocking
        base = Base()
        base.run(bad, draft("The atlas", line=20))
        assert base.slugs == ["the-atlas"]
        assert len(base.problems) == 1

    def test_relations_name_documents_of_the_content_only(self) -> None:
        related = draft(relations=(Relation(kind="follows", measure="the-atlas"),))
        base = Base()
        base.run(related, draft("The atlas", line=20))
        base.rename("the-atlas", "atlas")
        base.run()
        assert "measure: atlas" in base.text(SLUG)

    def test_a_report_that_was_renamed_is_named_so_by_its_measures(self) -> None:
        report = Report(
            title="Report", source="report", form="2020-2024", citations={"title": {"report": "1"}}
        )
        base = Base()
        base.run(Draft("az-2022", report, {}), draft(report="az-2022"))
        content = dict(base.state.content)
        content["reports/azerbaijan"] = content.pop("reports/az-2022")
        base.state = replace(base.state, content=content)
        base.run()
        assert "report: azerbaijan\n" in base.text(SLUG)
        assert "aliases: [az-2022]" in base.state.content["reports/azerbaijan"]
        base.edit("azerbaijan", folder="reports")
        base.run()
        assert "\nreport:" not in base.text(SLUG)


class TestInterrupted:
    """A run that is cut off after any of its writes is completed by the next one."""

    @pytest.mark.parametrize("step", range(12))
    def test_the_next_run_ends_as_if_nothing_had_happened(self, step: int) -> None:
        def prepare() -> Base:
            base = Base()
            base.run(draft(), draft("The atlas", line=20), draft("Old", line=40))
            base.edit(SLUG, "goals: ['1']", "goals: ['3']")
            base.edit(SLUG, "# yaml", "# mine\n# yaml")
            base.rename("the-atlas", "atlas")
            return base

        new = (
            draft(goals=("2",), agencies=("other",)),
            draft("The atlas", line=21),
            draft("Brand new", line=60),
        )
        whole, cut = prepare(), prepare()
        whole.run(*new)
        before = cut.state
        result = cut.run(*new)
        cut.state = apply(before, list(result.in_order())[:step])
        cut.run(*new)
        assert replace(cut.state, shelf=whole.state.shelf) == whole.state
        cut.run()
        assert cut.written == 0

    def test_starting_anew_may_be_cut_off_anywhere(self) -> None:
        base = Base()
        base.run(draft(), draft("The atlas", line=20))
        whole = base.state
        removed = replace(whole, content={}, folders=frozenset())
        base.state = removed
        steps = list(base.run().in_order())
        for step in range(len(steps) + 1):
            again = Base(apply(removed, steps[:step]), base.drafts)
            again.run()
            assert again.state.content == whole.content
            assert again.state.memory == whole.memory
