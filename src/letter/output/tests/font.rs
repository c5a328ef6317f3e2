//! A typeface made for the tests: a square for each character.

/// Makes a TrueType file (ISO/IEC 14496-22) with the characters, each 1000 units wide.
pub fn font(characters: &str) -> Vec<u8> {
    let mut known: Vec<char> = characters.chars().filter(|c| !c.is_control()).collect();
    known.sort_unstable();
    known.dedup();
    let count = known.len() as u16 + 1;
    let square: Vec<u8> = words(&[1, 0, 0, 900, 900, 3, 0])
        .into_iter()
        .chain([1, 1, 1, 1])
        .chain(words(&[0, 900, 0, (-900i16) as u16, 0, 0, 900, 0]))
        .collect();
    let glyf: Vec<u8> = square.repeat(usize::from(count));
    let loca: Vec<u8> = (0..=u32::from(count))
        .flat_map(|at| (at * square.len() as u32).to_be_bytes())
        .collect();
    let mut cmap = words(&[0, 1, 3, 10]);
    cmap.extend(12u32.to_be_bytes());
    cmap.extend(words(&[12, 0]));
    for own in [16 + 12 * known.len() as u32, 0, known.len() as u32] {
        cmap.extend(own.to_be_bytes());
    }
    for (at, c) in known.iter().enumerate() {
        for own in [u32::from(*c), u32::from(*c), at as u32 + 1] {
            cmap.extend(own.to_be_bytes());
        }
    }
    let mut head = words(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000]);
    head.extend([0; 16]);
    head.extend(words(&[0, 0, 900, 900, 0, 8, 2, 1, 0]));
    let hhea = words(&[
        1,
        0,
        880,
        (-120i16) as u16,
        0,
        1000,
        0,
        0,
        900,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        count,
    ]);
    let mut maxp = words(&[1, 0, count]);
    maxp.extend([0; 26]);
    let hmtx = words(&[1000, 0]).repeat(usize::from(count));
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cmap", cmap),
        (b"glyf", glyf),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
    ];
    let mut file = words(&[1, 0, tables.len() as u16, 64, 2, 48]);
    let mut offset = file.len() + 16 * tables.len();
    for (tag, table) in &tables {
        file.extend(*tag);
        for own in [0, offset as u32, table.len() as u32] {
            file.extend(own.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for (_, mut table) in tables {
        table.resize(table.len().next_multiple_of(4), 0);
        file.extend(table);
    }
    file
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|own| own.to_be_bytes()).collect()
}
