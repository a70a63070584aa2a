def test_what_was_done_is_listed_with_what_was_taken_back(seeds):
    assert "Nothing was done yet" in seeds("history").stderr
    seeds.done("mark", "2404.14897", "--star")
    seeds.done("mark", "2404.14897", "--status", "read")
    seeds.done("undo")
    latest, first = seeds.json("history")
    assert (latest["undone"], first["undone"]) == (True, False)
    assert first["label"] == "star 1 work"
    lines = seeds.done("history").splitlines()
    assert lines[0].endswith(" (taken back)")
    assert lines[1].endswith("  star 1 work")
    assert len(seeds.json("history", "--limit", "1")) == 1
