import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import Text, ask, document, filled, served, store, texts_of

from lessons.access import OWNER, Reader
from lessons.engines.protocol import IndexedPassage
from lessons.engines.registry import ENGINES
from lessons.engines.registry import engine as engine_named
from lessons.errors import IndexMismatch, LessonsError, ProtectionError, UserError
from lessons.generation import KEPT, Generation, build_generation, followed, open_generation
from lessons.generation import served as served_name
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document

PUBLIC = Reader()


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with filled(tmp_path / "catalog.db", [(document("a"), ["Cantonment sites in Liberia."])]) as made:
        yield made


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def build(index: Path, catalog: Catalog, engine: str = "whoosh") -> str:
    return build_generation(index, catalog, engine_named(engine))


def test_a_pointer_swap_leaves_open_readers_alone(index: Path, catalog: Catalog, engine_name: str) -> None:
    assert build(index, catalog, engine_name) == "g-000001"
    old = open_generation(index)
    store(catalog, document("b"), "Cantonment sites in Angola.")
    assert build(index, catalog, engine_name) == "g-000002"
    new = open_generation(index)
    assert (ask(old, "cantonment").total, ask(new, "cantonment").total) == (1, 2)
    assert (old.name, new.name, new.engine) == ("g-000001", "g-000002", engine_name)
    assert texts_of(ask(old, "liberia")) == ["Cantonment sites in Liberia."]
    old.close()
    new.close()


def test_the_revision_tells_whether_it_is_up_to_date(index: Path, catalog: Catalog) -> None:
    build(index, catalog)
    generation = open_generation(index)
    assert generation.revision == catalog.revision() == 1
    generation.close()


class Failing:
    """An engine that breaks in the middle of a build."""

    name = "whoosh"
    updates = False

    def __init__(self, error: Exception) -> None:
        self.error = error

    def build(self, directory: Path, passages: Iterator[IndexedPassage], **_: object) -> None:
        directory.mkdir()
        (directory / "half").write_text("half")
        next(iter(passages))
        raise self.error


@pytest.mark.parametrize(
    ("error", "raised"),
    [(OSError(28, "No space left on device"), ProtectionError), (RuntimeError("defect"), RuntimeError)],
)
def test_a_failing_build_leaves_the_served_one(
    index: Path, catalog: Catalog, error: Exception, raised: type[Exception]
) -> None:
    build(index, catalog)
    store(catalog, document("b"), "More.")
    with pytest.raises(raised):
        build_generation(index, catalog, Failing(error))  # type: ignore[arg-type]
    assert served_name(index) == "g-000001"
    assert sorted(path.name for path in index.iterdir() if path.suffix != ".z") == ["CURRENT", "g-000001"]
    generation = open_generation(index)
    assert ask(generation, "cantonment").total == 1
    generation.close()


def test_an_index_that_lost_passages_is_not_served(index: Path, catalog: Catalog) -> None:
    build(index, catalog)

    class Losing:
        name = "whoosh"
        updates = False

        def build(self, directory: Path, passages: Iterator[IndexedPassage], **_: object) -> None:
            engine_named("whoosh").build(directory, list(passages)[:-1])

        open = staticmethod(engine_named("whoosh").open)

    with pytest.raises(LessonsError, match="not served"):
        build_generation(index, catalog, Losing())  # type: ignore[arg-type]
    assert served_name(index) == "g-000001"


def test_unfinished_folders_are_cleared_and_few_old_ones_kept(index: Path, catalog: Catalog) -> None:
    build(index, catalog)
    (index / "unfinished-dead").mkdir()
    (index / "unfinished-dead" / "file").write_text("x")
    (index / "g-000001.bak").mkdir()
    for _ in range(4):
        build(index, catalog)
    names = sorted(path.name for path in index.iterdir() if path.suffix != ".z")
    assert "unfinished-dead" not in names
    assert served_name(index) == "g-000005"
    assert "g-000001.bak" in names
    assert len([name for name in names if len(name) == 8]) <= 1 + KEPT


def test_a_generation_named_but_not_served_is_never_reused(index: Path, catalog: Catalog) -> None:
    build(index, catalog)
    (index / "g-000002").mkdir()
    assert build(index, catalog) == "g-000003"


def test_index_folders_are_private(index: Path, catalog: Catalog) -> None:
    build(index, catalog)
    assert index.stat().st_mode & 0o077 == 0
    assert (index / "g-000001").stat().st_mode & 0o077 == 0


def test_opening_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="lessons index FOLDER"):
        open_generation(tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def damage_manifest(index: Path, **changes: object) -> None:
    path = index / "g-000001" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize(
    "damage",
    [
        lambda index: (index / "CURRENT").write_bytes(b"\xff\xfe"),
        lambda index: (index / "CURRENT").write_text("g-000099"),
        lambda index: (index / "CURRENT").write_text("../../elsewhere"),
        lambda index: (index / "g-000001" / "manifest.json").unlink(),
        lambda index: (index / "g-000001" / "manifest.json").write_text("{"),
        lambda index: (index / "g-000001" / "manifest.json").write_text("[]"),
        lambda index: damage_manifest(index, schema=99),
        lambda index: damage_manifest(index, labels=[{}]),
        lambda index: damage_manifest(index, labels=3),
        lambda index: damage_manifest(index, revision="x"),
        lambda index: (index / "g-000001" / "label-0" / "lexicon.tsv").unlink(),
        lambda index: shutil.rmtree(index / "g-000001" / "label-0" / "index"),
        lambda index: (index / "g-000001" / "label-0" / "index" / "manifest.json").unlink(),
    ],
)
def test_damage_names_the_mend(index: Path, catalog: Catalog, damage) -> None:
    build(index, catalog)
    damage(index)
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        open_generation(index)
    build(index, catalog)
    open_generation(index).close()


def test_of_another_version_the_engine_is_told_but_no_revision(index: Path, catalog: Catalog) -> None:
    assert followed(index) == (None, None)
    build(index, catalog, "tantivy")
    assert followed(index) == ("tantivy", catalog.revision())
    damage_manifest(index, schema=99)
    assert followed(index) == ("tantivy", None)
    damage_manifest(index, schema=99, engine="another")
    assert followed(index) == (None, None)
    (index / "CURRENT").write_bytes(b"\xff\xfe")
    assert followed(index) == (None, None)


def test_an_empty_catalog_can_be_served(tmp_path: Path, engine_name: str) -> None:
    generation = served(tmp_path, [], engine_name)
    found = ask(generation, "anything")
    assert (found.total, found.results, found.suggestions) == (0, (), ())
    generation.close()


# Access ---------------------------------------------------------------------------------------------------------

WORDS = [
    "police",
    "cantonment",
    "l'eau",
    "sécurité",
    "securite",
    "supp01ting",
    "supporting",
    "UNMIL",
    "missions",
    "organisation",
]
QUERIES = [
    "",
    "police",
    "police cantonment",
    "securite",
    "sécurité",
    "supporting",
    '"police cantonment"',
    "NOT police",
    "polcie",
    "cantonmnet",
    "organ*",
    "l'eau",
    "UNMIL OR missions",
    "country:LBR police",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@st.composite
def entries(draw: st.DrawFn, prefix: str, *, restricted: bool) -> list[tuple[Document, Sequence[Text]]]:
    found = []
    for number in range(draw(st.integers(0 if restricted else 1, 3))):
        label = draw(st.sampled_from(["confidential", "strictly_confidential"])) if restricted else "unclassified"
        groups = draw(st.sampled_from([(), ("dpo",)])) if restricted else ()
        one = document(
            f"{prefix}{number}",
            sensitivity=label,
            groups=groups,
            language=draw(st.sampled_from(["en", "fr", "es", None])),
            date=draw(st.sampled_from([None, "2004", "2010-05-01"])),
        )
        texts = [
            Text(
                sentence,
                draw(st.sampled_from([(), ("LBR",), ("LBR", "SLE")])),
                theme=draw(st.sampled_from([(), ("security.ddr",)])),
            )
            for sentence in draw(st.lists(sentences, min_size=1, max_size=3))
        ]
        found.append((one, texts))
    return found


def everything_seen(generation: Generation, reader: Reader) -> list[object]:
    view = generation.view(reader)
    seen: list[object] = [
        [(word, view.lexicon.frequency(word), view.lexicon.prefix(word[:2])) for word in WORDS],
        view.languages,
    ]
    for query in QUERIES:
        for sort in ("relevance", "newest"):
            found = ask(generation, query, reader, sort=sort, size=3).as_dict()
            seen.append(found | {"took_ms": 0})
    return seen


FEW = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
several = given(public=entries("p", restricted=False), secret=entries("a", restricted=True))


@FEW
@several
def test_restricted_documents_leave_no_trace(
    tmp_path_factory: pytest.TempPathFactory, engine_name: str, public, secret
) -> None:
    leave_no_trace(tmp_path_factory, engine_name, public, secret)


@pytest.mark.slow
@MANY
@several
def test_restricted_documents_leave_no_trace_at_length(tmp_path_factory, engine_name: str, public, secret) -> None:
    leave_no_trace(tmp_path_factory, engine_name, public, secret)


def leave_no_trace(tmp_path_factory: pytest.TempPathFactory, engine: str, public, secret) -> None:
    with_secrets = served(tmp_path_factory.mktemp("with"), [*secret, *public], engine)
    without = served(tmp_path_factory.mktemp("without"), public, engine)
    assert everything_seen(with_secrets, PUBLIC) == everything_seen(without, PUBLIC)
    assert ask(with_secrets, reader=OWNER).total == sum(len(texts) for _, texts in [*secret, *public])
    with_secrets.close()
    without.close()


def catalogued(draw: st.DrawFn, catalog: Catalog) -> None:
    """Change the catalog at random: new, changed, relabelled and removed documents."""
    present = [one.id for one in catalog.documents()]
    if present and draw(st.booleans()):
        catalog.remove(draw(st.lists(st.sampled_from(present), max_size=2, unique=True)))
    for one, texts in [*draw(entries("d", restricted=draw(st.booleans()))), *draw(entries("e", restricted=False))]:
        store(catalog, one, *texts)


@pytest.mark.parametrize("engine", sorted(name for name in ENGINES if engine_named(name).updates))
@FEW
@given(data=st.data())
def test_an_update_equals_a_whole_build(
    tmp_path_factory: pytest.TempPathFactory, engine: str, data: st.DataObject
) -> None:
    update_equals_whole(tmp_path_factory, engine, data)


@pytest.mark.slow
@pytest.mark.parametrize("engine", sorted(name for name in ENGINES if engine_named(name).updates))
@MANY
@given(data=st.data())
def test_an_update_equals_a_whole_build_at_length(tmp_path_factory, engine: str, data: st.DataObject) -> None:
    update_equals_whole(tmp_path_factory, engine, data)


def update_equals_whole(tmp_path_factory: pytest.TempPathFactory, engine: str, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("update")
    with Catalog(folder / "catalog.db", create=True) as catalog:
        for number in range(12):
            store(catalog, document(f"base{number}"), "Police and cantonment.", "Supporting UNMIL missions.")
        for _ in range(data.draw(st.integers(1, 4))):
            catalogued(data.draw, catalog)
            build(folder / "updated", catalog, engine)
        build_generation(folder / "whole", catalog, engine_named(engine), whole=True)
    updated, whole = open_generation(folder / "updated"), open_generation(folder / "whole")
    for reader in (OWNER, PUBLIC):
        assert everything_seen(updated, reader) == everything_seen(whole, reader)
    updated.close()
    whole.close()


def test_a_reader_sees_only_his_labels(tmp_path: Path, engine_name: str) -> None:
    labels = [
        ("unclassified", ()),
        ("unclassified", ("dpo",)),
        ("confidential", ()),
        ("strictly_confidential", ("dpo",)),
    ]
    generation = served(
        tmp_path,
        [
            (document(f"d{n}", sensitivity=level, groups=groups), ["Police."])
            for n, (level, groups) in enumerate(labels)
        ],
        engine_name,
    )
    for asked, count in [
        ("unclassified", 1),
        ("unclassified:dpo", 2),
        ("confidential", 2),
        ("confidential:dpo", 3),
        ("owner", 4),
    ]:
        found = ask(generation, "police", Reader.parse(asked))
        assert found.total == len(found.results) == count
    assert len(generation.view(OWNER).indexes) == 4
    generation.close()


def test_exact_copies_are_shown_once_for_each_label(tmp_path: Path, engine_name: str) -> None:
    first, copy, secret, other = (document(name) for name in "abcd")
    copy = replace(copy, sha256=first.sha256)
    secret = replace(document("c", sensitivity="confidential"), sha256=first.sha256)
    generation = served(tmp_path, [(one, ["Police."]) for one in (copy, first, secret, other)], engine_name)
    assert [result.record["document_id"] for result in ask(generation, "police", PUBLIC).results] == ["a", "d"]
    assert ask(generation, "police", OWNER).total == 3
    generation.close()


def test_quarantined_documents_are_not_served(tmp_path: Path) -> None:
    generation = served(
        tmp_path, [(replace(document("a"), outcome="crashed"), ["Police."]), (document("b"), ["Police."])]
    )
    assert ask(generation, "police").total == 1
    generation.close()
