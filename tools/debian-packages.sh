#!/bin/sh
# usage: tools/debian-packages.sh run|test
# Installs the Debian packages that are missing: as root, or through sudo where that asks nothing; else names them and fails.
set -eu
run="tesseract-ocr tesseract-ocr-ara tesseract-ocr-chi-sim tesseract-ocr-deu tesseract-ocr-eng tesseract-ocr-fra
     tesseract-ocr-osd tesseract-ocr-por tesseract-ocr-rus tesseract-ocr-spa"
test="dovecot-core dovecot-imapd postgresql chromium fonts-liberation fonts-dejavu-core fonts-noto-core fonts-noto-cjk openssl"
case "${1:-}" in
run) wanted=$run ;;
test) wanted="$run $test" ;;
*) echo "usage: $0 run|test" >&2; exit 2 ;;
esac
if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system: install what these Debian packages hold, then go on: $(echo $wanted)" >&2
    exit 0
fi
missing=""
for package in $wanted; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "Debian packages are missing and this user may not install them; as root run: apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing Debian packages:$missing" >&2
log=$(mktemp)
if ! { $as_root apt-get -o DPkg::Lock::Timeout=300 update -qq \
    && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -qq -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; mend what apt-get says above and run this again:$missing" >&2
    exit 1
fi
rm -f "$log"
