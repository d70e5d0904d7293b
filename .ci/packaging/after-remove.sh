#!/bin/sh
# Run by the package manager when the app is removed, purged or replaced. $DPKG_ROOT is where dpkg works, mostly empty.
set -e

if type update-alternatives >/dev/null 2>&1; then
    update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true
else
    rm -f "$DPKG_ROOT/usr/bin/${executable}"
fi

profile="$DPKG_ROOT/etc/apparmor.d/${executable}"
if [ -f "$profile" ]; then
    # Out of the kernel first, or it would hold until the next start of the system.
    if apparmor_status --enabled >/dev/null 2>&1 && type apparmor_parser >/dev/null 2>&1; then
        apparmor_parser --remove "$profile" || true
    fi
    rm -f "$profile"
fi

# People's files are not a package manager's to delete: models may be in use by workers, and homes may be on other disks.
case "$1" in
remove | purge)
    echo "Models stay in ~/.cache/rbee/models."
    echo "Settings and catalog stay in ~/.local/share/rbee-marketplace and ~/.config/${executable}; delete those folders to be rid of them."
    ;;
esac
