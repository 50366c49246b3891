#!/bin/sh
# usage: tools/debian-packages.sh run|test
# Installs the Debian packages that are missing: as root, or through sudo where that asks nothing; else names them and fails.
set -eu
run="tesseract-ocr tesseract-ocr-ara tesseract-ocr-chi-sim tesseract-ocr-deu tesseract-ocr-eng tesseract-ocr-fra
     tesseract-ocr-osd tesseract-ocr-por tesseract-ocr-rus tesseract-ocr-spa"
test="dovecot-core dovecot-imapd exim4-daemon-light postgresql chromium fonts-liberation fonts-dejavu-core fonts-noto-core
      fonts-noto-cjk openssl"
case "${1:-}" in
run) wanted=$run ;;
test) wanted="$run $test" ;;
*) echo "usage: $0 run|test" >&2; exit 2 ;;
esac
if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system: install what these Debian packages hold, then go on: $(echo $wanted)" >&2
    exit 0
fi
# A machine has one mail system: where there is another already, it stays, and the tests with Exim are left out.
mail_system=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' | sed -n 's/^installed \([^ ]*\) .*mail-transport-agent.*/\1/p')
missing=""
for package in $wanted; do
    [ "$package" != exim4-daemon-light ] || [ -z "$mail_system" ] || continue
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
case "$missing" in
# The tests run an Exim of their own; the machine's is not to listen, now or after its next start.
*exim4*) [ -e /etc/default/exim4 ] || echo "QUEUERUNNER='nodaemon'" | $as_root tee /etc/default/exim4 >/dev/null ;;
esac
if ! { $as_root apt-get -o DPkg::Lock::Timeout=300 update -qq \
    && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -qq -y --no-install-recommends --no-remove $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; mend what apt-get says above and run this again:$missing" >&2
    exit 1
fi
rm -f "$log"
