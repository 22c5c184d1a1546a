# A fresh Debian in a temporary directory, for fresh-debian and package: Debian 12, or
# the one that $suite names. Sourced after setup.bash, never run; needs root. Mirrors and
# proxies are those of this system's apt, and npm trusts there whom it trusts here
# (NODE_EXTRA_CA_CERTS). What was made goes away when the command ends.

[ "$(id -u)" -eq 0 ] || die "needs root, for debootstrap and chroot"
install_missing debootstrap
: "${suite:=bookworm}"
here=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
# Lines for sources.list: what this system's apt reads, of $suite in place of its own.
# A mirror of Debian carries every suite.
sources=$(apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
  'Created-By: Packages' 'Origin: Debian' | sed -n "s/ $here/ $suite/p" | sort -u)
mirror=$(sed -n "s/^deb \(.*\) $suite main$/\1/p" <<<"$sources" | head -n 1)
[ "$mirror" ] || die "apt knows no mirror of Debian; is one in the sources, and apt-get update done?"

work=$(mktemp -d)
chroot=$work/debian
unmount_debian() {
  local mounted
  for mounted in dev/pts proc; do
    if mountpoint -q "$chroot/$mounted"; then umount --lazy "$chroot/$mounted"; fi
  done
}
trap 'unmount_debian; rm -rf --one-file-system "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Proxies for debootstrap's own downloads, as apt has them.
eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
export http_proxy="${http_proxy-}" https_proxy="${https_proxy-}"

trusted=/etc/ssl/trusted-by-npm.crt

# inside COMMAND...: as root of the fresh Debian.
inside() {
  chroot "$chroot" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS="$trusted"} "$@" </dev/null
}

# make_debian PACKAGE...: the smallest Debian, and these in it.
make_debian() {
  say "Making a Debian $suite in $chroot"
  logged debootstrap debootstrap --variant=minbase "$suite" "$chroot" "$mirror"
  mount -t proc proc "$chroot/proc"
  mount -t devpts -o mode=620,ptmxmode=666 devpts "$chroot/dev/pts" # tests open terminals
  apt-config dump | grep -E '^Acquire::(http|https|Check)' >"$chroot/etc/apt/apt.conf.d/99host" || true
  printf '%s\n' "$sources" >"$chroot/etc/apt/sources.list"
  [ ! "${NODE_EXTRA_CA_CERTS-}" ] || install -D -m 644 "$NODE_EXTRA_CA_CERTS" "$chroot$trusted"
  logged debian-packages inside sh -c 'apt-get update &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"' sh "$@"
}
