#!/bin/sh
# Installs the agent from the folder that this file lies in. Runs at every boot until it is done, and then does nothing: it may be
# cut off at any instant. What it does, and what failed, stands in STATUS.txt beside it, which any computer can read.
#
# For tests, EDGEAGENT_ROOT puts everything under another root.
set -eu

ROOT=${EDGEAGENT_ROOT:-}
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
HOME_DIR=$ROOT/opt/edgeagent
APP=$HOME_DIR/app
STATE=$ROOT/var/lib/edgeagent
UNITS=$ROOT/etc/systemd/system
STATUS=$HERE/STATUS.txt
ENROL=$HERE/enrol.json
USED=$HERE/enrol.used
STEPS=6
USER_NAME=edgeagent
STEP='0: start'
HINT='Flash the card again.'

now() { date -u '+%Y-%m-%d %H:%M:%S UTC' 2>/dev/null || echo 'no clock'; }

say() { printf '%s  %s\n' "$(now)" "$1" >> "$STATUS" 2>/dev/null || :; sync; }

step() { STEP="$1 of $STEPS: $2"; HINT=$3; say "step $STEP"; }

failed() {
    code=$?
    [ "$code" = 0 ] && return
    say "FAILED at step $STEP"
    [ -s "$LOG" ] && sed 's/^/    /' "$LOG" | tail -n 5 >> "$STATUS" 2>/dev/null
    say "What to do: $HINT"
}

LOG=$(mktemp)
trap 'failed; rm -f "$LOG"' EXIT
exec 2> "$LOG"

VERSION=$(cat "$HERE/VERSION")
if [ -f "$HOME_DIR/installed" ] && [ "$(cat "$HOME_DIR/installed")" = "$VERSION" ] && [ ! -f "$ENROL" ] && [ ! -f "$USED" ]; then
    exit 0
fi
: > "$STATUS" || :
say "EdgeAgent $VERSION: installation"

step 1 'check the files on the card' 'The card has lost data: flash it again, or take another card.'
(cd "$HERE" && sha256sum -c SHA256SUMS > /dev/null)

step 2 'check the space' 'The system partition is full: free some space or take a larger card.'
mkdir -p "$HOME_DIR" "$UNITS"
NEED=$(($(du -sk "$HERE/payload" | cut -f1) * 2))
FREE=$(df -Pk "$HOME_DIR" | awk 'NR == 2 { print $4 }')
if [ "$FREE" -lt "$NEED" ]; then
    echo "$FREE KiB are free at $HOME_DIR, $NEED KiB are needed" >&2
    exit 1
fi

step 3 'make the user' 'Look at the system log: journalctl -b'
if ! id "$USER_NAME" > /dev/null 2>&1; then
    useradd --system --home-dir /var/lib/edgeagent --no-create-home --shell /usr/sbin/nologin "$USER_NAME"
fi
for group in gpio i2c spi iio video; do
    if getent group "$group" > /dev/null 2>&1; then
        usermod -a -G "$group" "$USER_NAME"
    fi
done

step 4 'copy the agent' 'The system partition refuses: flash the card again, or take another card.'
mkdir -p "$APP/versions" "$HOME_DIR/guard"
if [ ! -e "$APP/versions/$VERSION/complete" ]; then
    rm -rf "$APP/versions/$VERSION.tmp" "$APP/versions/$VERSION"
    mkdir "$APP/versions/$VERSION.tmp"
    cp -R "$HERE/payload/." "$APP/versions/$VERSION.tmp/"
    chmod -R go-w,a+rX "$APP/versions/$VERSION.tmp"
    chmod 0755 "$APP/versions/$VERSION.tmp/edgeagent"
    sync
    : > "$APP/versions/$VERSION.tmp/complete"
    mv "$APP/versions/$VERSION.tmp" "$APP/versions/$VERSION"
    sync
fi
if [ "$(readlink "$APP/current" 2> /dev/null)" != "versions/$VERSION" ] && [ ! -e "$APP/trial" ]; then
    rm -f "$APP/current.tmp"
    ln -s "versions/$VERSION" "$APP/current.tmp"
    mv -T -f "$APP/current.tmp" "$APP/current"
fi
chown -R "$USER_NAME:$USER_NAME" "$APP"
cp "$HERE/system/edgeagent-guard" "$HOME_DIR/guard/edgeagent-guard.tmp"
cp "$HERE/system/edgeagent-report" "$HOME_DIR/guard/edgeagent-report.tmp"
chmod 0755 "$HOME_DIR/guard/edgeagent-guard.tmp" "$HOME_DIR/guard/edgeagent-report.tmp"
mv "$HOME_DIR/guard/edgeagent-guard.tmp" "$HOME_DIR/guard/edgeagent-guard"
mv "$HOME_DIR/guard/edgeagent-report.tmp" "$HOME_DIR/guard/edgeagent-report"
printf '%s\n' "$HERE" > "$HOME_DIR/card"
for unit in "$HERE"/system/*.service "$HERE"/system/*.timer; do
    cp "$unit" "$UNITS/"
done
mkdir -p "$ROOT/etc/modules-load.d"
echo 'i2c-dev' > "$ROOT/etc/modules-load.d/edgeagent.conf"
sync

step 5 'move the secrets' 'The system partition refuses: flash the card again.'
mkdir -p "$STATE"
chmod 0700 "$STATE"
if [ -f "$ENROL" ]; then
    if [ ! -e "$STATE/home.json" ]; then
        (umask 077 && cat "$ENROL" > "$STATE/enrol.json.tmp")
        sync
        mv "$STATE/enrol.json.tmp" "$STATE/enrol.json"
        sync
    fi
    # Behind the sync: until here the card holds the one copy. Renamed first, so that what is cut off while it is erased is never
    # taken for a secret.
    mv -f "$ENROL" "$USED"
    sync
fi
if [ -f "$USED" ]; then
    # Flash memory may keep old blocks all the same, which is why the card carries a verifier that is good for one pairing, and
    # not the secret.
    dd if=/dev/zero of="$USED" bs="$(wc -c < "$USED" | tr -d ' ')" count=1 conv=notrunc 2> /dev/null
    sync
    rm -f "$USED"
fi
chown -R "$USER_NAME:$USER_NAME" "$STATE"

step 6 'start the agent' 'Look at the system log: journalctl -u edgeagent'
printf '%s\n' "$VERSION" > "$HOME_DIR/installed.tmp"
mv "$HOME_DIR/installed.tmp" "$HOME_DIR/installed"
sync
if [ -z "$ROOT" ] || [ -n "${EDGEAGENT_SYSTEMCTL:-}" ]; then
    SYSTEMCTL=${EDGEAGENT_SYSTEMCTL:-systemctl}
    "$SYSTEMCTL" daemon-reload
    "$SYSTEMCTL" enable edgeagent.service edgeagent-guard.timer edgeagent-report.timer
    # Not waited for: this may run early in the boot, when the network that the agent waits for is not there yet.
    "$SYSTEMCTL" start --no-block edgeagent.service edgeagent-guard.timer edgeagent-report.timer
fi
say 'installed: the agent starts and looks for its hub'
