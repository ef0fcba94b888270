//! Where a log may lie: on a local disk with a journaling file system, not on a stick, a share or in a synchronised folder.
//!
//! A power cut left SQLite files on FAT unreadable, shares do not lock, and synchronising programs copy half-written files.

use std::path::Path;

/// A place that is not safe for a live log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// vfat, exFAT: sticks and memory cards.
    Fat,
    /// SMB, NFS, 9p.
    NetworkShare,
    /// sshfs, NTFS-3G and other file systems in user space.
    UserSpace,
    /// OneDrive, Nextcloud, ownCloud, Dropbox, Syncthing.
    Synchronised,
}

impl Place {
    pub fn code(self) -> &'static str {
        match self {
            Place::Fat => "fat",
            Place::NetworkShare => "network_share",
            Place::UserSpace => "user_space",
            Place::Synchronised => "synchronised",
        }
    }
}

/// File system magic numbers (statfs(2), linux/magic.h).
#[cfg(target_os = "linux")]
fn by_file_system(folder: &Path) -> Option<Place> {
    let magic = rustix::fs::statfs(folder).ok()?.f_type;
    match u32::try_from(magic & 0xffff_ffff).ok()? {
        0x4d44 | 0x2011_bab0 => Some(Place::Fat),
        0xff53_4d42 | 0xfe53_4d42 | 0x517b | 0x6969 | 0x0102_1997 => Some(Place::NetworkShare),
        0x6573_5546 => Some(Place::UserSpace),
        _ => None,
    }
}

#[cfg(not(target_os = "linux"))]
fn by_file_system(_folder: &Path) -> Option<Place> {
    None
}

/// Files and folders that synchronising programs leave in the folders they watch.
const MARKERS: [&str; 7] = [
    ".stfolder",
    ".owncloudsync.log",
    ".nextcloudsync.log",
    ".sync-exclude.lst",
    ".dropbox",
    ".dropbox.cache",
    ".849C9593-D756-4E56-8D6E-42412F2A707B",
];

fn is_synchronised(folder: &Path) -> bool {
    folder.ancestors().any(|above| {
        let named = above
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with("OneDrive"));
        named || MARKERS.iter().any(|marker| above.join(marker).exists())
    })
}

/// Says why a log in this folder would not be safe; `None` where it is.
pub fn unsafe_place(folder: &Path) -> Option<Place> {
    by_file_system(folder).or_else(|| is_synchronised(folder).then_some(Place::Synchronised))
}
