"""Static files under names that carry a hash of their content, packed once."""

from collections.abc import Iterable, Iterator

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: Files of libraries are packed by gzip only: brotli at its best costs seconds for each of them.
OURS = ("ui/", "site/", "navigator/")


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashed names for all files; gzip for all, brotli for the files of every page."""

    #: A library may name a file that it does not ship; its page works without it.
    manifest_strict = False

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (file, packed file) for everything worth packing."""
        ours = Compressor(quiet=True)
        others = Compressor(quiet=True, use_brotli=False)
        for path in paths:
            packer = ours if path.startswith(OURS) else others
            if packer.should_compress(path):
                full = self.path(path)
                start = len(full) - len(path)
                for packed in packer.compress(full):
                    yield path, packed[start:]
