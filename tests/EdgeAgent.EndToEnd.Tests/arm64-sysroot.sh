#!/bin/sh
# Makes a folder with the arm64 libraries that a .NET program needs at run time, for user-mode emulation.
# Debian's own packages, unpacked and not installed: needs no root and changes nothing on this machine.
# usage: arm64-sysroot.sh FOLDER
set -eu
target=$1
[ -e "$target/.complete" ] && exit 0
mkdir -p "$target"
target=$(cd "$target" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/archives/partial"
: > "$work/status"
apt() {
  apt-get -q -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::Lists="$work/lists" \
    -o Dir::State::status="$work/status" -o Dir::Cache="$work" -o Dir::Cache::archives="$work/archives" \
    -o APT::Sandbox::User=root "$@"
}
apt update >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
cd "$work"
apt download libc6 libgcc-s1 libstdc++6 libgomp1 zlib1g libssl3 >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
for package in ./*.deb; do
  dpkg-deb -x "$package" "$target"
done
touch "$target/.complete"
