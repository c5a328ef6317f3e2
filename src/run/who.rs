//! Who acts: the account of this process, from its user id and never from an environment variable.

/// Returns the account's name, or `uid:N` when the machine's user list does not have it.
pub fn os_user() -> String {
    let uid = rustix::process::getuid().as_raw();
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    name_in(&users, uid).unwrap_or_else(|| format!("uid:{uid}"))
}

fn name_in(users: &str, uid: u32) -> Option<String> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn the_account_is_found_by_its_number() {
        let users =
            "root:x:0:0:root:/root:/bin/sh\nwangmin:x:1001:1001::/home/wangmin:/bin/sh\nbroken\n";
        assert_eq!(name_in(users, 1001).as_deref(), Some("wangmin"));
        assert_eq!(name_in(users, 7), None);
        assert_eq!(name_in("", 0), None);
    }
}
