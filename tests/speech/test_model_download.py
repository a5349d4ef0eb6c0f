"""Downloads from a server that cuts off, lies, moves and refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_panel.errors import StorageError
from mock_panel.speech.model_download import Downloader, FetchError
from mock_panel.speech.models import MODELS
from tests.speech.hub import Hub, hub

MODEL = MODELS[0]
LARGE = "encoder-model.int8.onnx"
FILES = {name: f"{name} ".encode() * 40_000 for name in MODEL.files}


class Download:
    """One fetch of all files into a folder, and what was heard of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waits: list[float] = []
        self.bytes = 0

    def run(self, server: str) -> None:
        downloader = Downloader(MODEL, server, wait=self.waits.append)
        for file in downloader.look():
            downloader.download(file, self.folder, self._count)

    def _count(self, number: int) -> None:
        self.bytes += number

    @property
    def got(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}


@pytest.fixture
def server() -> Iterator[Hub]:
    with hub(MODEL.repository, dict(FILES)) as running:
        yield running


@pytest.fixture
def download(tmp_path: Path) -> Download:
    return Download(tmp_path)


def test_all_files_come_and_each_byte_is_counted_once(server: Hub, download: Download) -> None:
    download.run(server.address)
    assert download.got == FILES
    assert download.bytes == sum(map(len, FILES.values()))
    assert download.waits == []


def test_sizes_and_checksums_are_told_before_anything_is_downloaded(server: Hub) -> None:
    files = Downloader(MODEL, server.address + "/").look()
    assert {file.name: file.size for file in files} == {k: len(v) for k, v in FILES.items()}
    assert {file.name: len(file.checksum) for file in files} == {
        name: 64 if server.large(name) else 40 for name in FILES
    }
    assert {method for method, _, _ in server.requests} == {"HEAD"}


def test_a_cut_connection_is_gone_on_with_at_once(server: Hub, download: Download) -> None:
    server.cuts = [1_000_000, 5, 300_000]
    download.run(server.address)
    assert download.got == FILES
    assert download.bytes == sum(map(len, FILES.values()))
    assert [wanted for _, _, wanted in server.requests if wanted]
    assert download.waits == []


def test_a_later_command_goes_on_where_an_earlier_one_was_cut_off(
    server: Hub, download: Download, tmp_path: Path
) -> None:
    server.cuts = [len(FILES["config.json"]), len(FILES["vocab.txt"]), 300_000, 0, 0, 0, 0, 0]
    with pytest.raises(FetchError, match=r"decoder.* cut off after 0\.3 of") as caught:
        download.run(server.address)
    assert "goes on from there" in caught.value.hint
    assert download.waits == [1, 2, 4, 8]
    server.requests.clear()
    again = Download(tmp_path)
    again.run(server.address)
    assert again.got == FILES
    assert again.bytes == sum(map(len, FILES.values()))
    downloads = [(p.rpartition("/")[2], r) for m, p, r in server.requests if m == "GET"]
    assert ("decoder_joint-model.int8.onnx", "bytes=300000-") in downloads
    assert {name for name, _ in downloads} == {"decoder_joint-model.int8.onnx", LARGE}


def test_a_server_that_knows_no_ranges_begins_anew(server: Hub, download: Download) -> None:
    server.cuts = [10_000, 20_000]
    server.ignores_ranges = True
    download.run(server.address)
    assert download.got == FILES
    assert download.bytes == sum(map(len, FILES.values()))


def test_a_server_that_is_busy_for_a_moment_is_asked_again(server: Hub, download: Download) -> None:
    server.refusals = [503, 500]
    download.run(server.address)
    assert download.got == FILES
    assert download.waits == [1, 2]


@pytest.mark.parametrize("name", [LARGE, "vocab.txt"])
def test_a_wrong_checksum_is_refused_and_the_file_is_gone(
    server: Hub, download: Download, name: str
) -> None:
    server.served[name] = FILES[name][:-1] + b"?"
    with pytest.raises(FetchError, match="checksum") as caught:
        download.run(server.address)
    assert name in caught.value.message
    assert name not in download.got
    del server.served[name]
    download.run(server.address)
    assert download.got == FILES


def test_a_beginning_that_is_another_files_is_found_out(server: Hub, download: Download) -> None:
    (download.folder / LARGE).write_bytes(b"x" * 1000)
    with pytest.raises(FetchError, match="checksum"):
        download.run(server.address)
    (download.folder / LARGE).write_bytes(b"x" * (len(FILES[LARGE]) + 1))
    download.run(server.address)
    assert download.got == FILES


def test_without_checksums_the_length_is_checked(server: Hub, download: Download) -> None:
    server.tells_checksums = False
    assert {file.checksum for file in Downloader(MODEL, server.address).look()} == {""}
    download.run(server.address)
    assert download.got == FILES


def test_a_file_that_is_not_there_any_more_is_told(server: Hub, download: Download) -> None:
    del server.files["vocab.txt"]
    with pytest.raises(FetchError, match=r"vocab\.txt .*404") as caught:
        download.run(server.address)
    assert "--from FOLDER" in caught.value.hint
    assert download.got == {}


def test_a_refusal_is_told_with_the_servers_words(server: Hub, download: Download) -> None:
    server.refusals = [403]
    with pytest.raises(FetchError, match="403 Forbidden"):
        download.run(server.address)


def test_a_renamed_repository_is_followed(server: Hub, download: Download) -> None:
    server.old_name, server.repository = MODEL.repository, "somebody/else"
    download.run(server.address)
    assert download.got == FILES


def test_no_network_is_told_with_the_way_without_one(download: Download) -> None:
    with hub(MODEL.repository, {}) as gone:
        address = gone.address
    with pytest.raises(FetchError, match=r"cannot be reached: .*refused") as caught:
        download.run(address)
    assert f"https://huggingface.co/{MODEL.repository}" in caught.value.hint
    assert f"mock-panel models fetch {MODEL.id} --from FOLDER" in caught.value.hint
    assert all(name in caught.value.hint for name in MODEL.files)


@pytest.mark.parametrize("address", ["http://example.com", "ftp://example.com", "example.com"])
def test_an_address_that_anybody_could_answer_is_refused(address: str) -> None:
    with pytest.raises(FetchError, match="https"):
        Downloader(MODEL, address)


def test_a_redirection_to_such_an_address_is_not_followed(server: Hub, download: Download) -> None:
    server.store = "http://example.com"
    with pytest.raises(FetchError, match="unsafe"):
        download.run(server.address)


def test_a_folder_that_cannot_be_written_to_is_told(server: Hub, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        Download(tmp_path / "nowhere").run(server.address)
