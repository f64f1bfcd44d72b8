use report::{FileLine, Receipt, Signer, verify};

use crate::{letterhead, poppler};

pub(crate) fn receipt(description: &str) -> Receipt {
    Receipt {
        letterhead: letterhead("es-CO"),
        code: "PC-26-7F3K9Q-M".to_owned(),
        fields: vec![
            ("Asunto".to_owned(), "Caja de libros detenida".to_owned()),
            ("Número de envío".to_owned(), "RR483920172CO".to_owned()),
        ],
        description: description.to_owned(),
        files: vec![FileLine {
            name: "guía.pdf".to_owned(),
            size_bytes: 217_088,
            sha256: "ab".repeat(32),
        }],
        address: "https://ayuda.example/constancia/PC-26-7F3K9Q-M/abcdefghijkmnpqrstuvwxyz23456789"
            .to_owned(),
        key_address: "https://ayuda.example/constancia".to_owned(),
        public_key: "0f".repeat(32),
    }
}

#[test]
fn it_says_what_was_filed_when_and_with_which_files() {
    let file = receipt("La caja no se mueve desde el lunes.\n\nGracias.")
        .pdf()
        .unwrap();

    let text = poppler::text(&file).replace('\u{a0}', " ");
    for said in [
        "Constancia de presentación",
        "PC-26-7F3K9Q-M",
        "26 mar 2026, 3:00 p. m. (America/Bogota)",
        "Caja de libros detenida",
        "La caja no se mueve desde el lunes.",
        "guía.pdf (212 KB)",
        &"ab".repeat(32),
        "https://ayuda.example/constancia",
    ] {
        assert!(text.contains(said), "{said} is missing: {text}");
    }
    assert!(poppler::info(&file).contains("Tagged:          yes"));
    assert!(poppler::structure(&file).contains("Figure"));
}

#[test]
fn a_signed_receipt_is_still_a_pdf() {
    let signer = Signer::new(&[7; 32]);

    let file = signer.sign(receipt("Una línea").pdf().unwrap());

    assert_eq!(verify(&file, &signer.public_key()), Ok(()));
    assert!(poppler::text(&file).contains("PC-26-7F3K9Q-M"));
}

#[test]
fn the_same_receipt_is_made_of_the_same_bytes() {
    assert_eq!(receipt("x").pdf().unwrap(), receipt("x").pdf().unwrap());
}

#[test]
fn e06_hostile_words_are_only_words() {
    let hostile = "<script>x</script> ) Tj /JS (app.alert(1)) file:///etc/passwd \u{202e}abc\u{0}";
    let file = receipt(hostile).pdf().unwrap();

    assert!(poppler::info(&file).contains("JavaScript:      no"));
    assert!(poppler::text(&file).contains("/JS (app.alert(1))"));
}

#[test]
fn e06_addresses_in_words_are_neither_read_nor_linked() {
    let hostile = [
        "<img src=file:///etc/passwd>",
        "<iframe src=\"http://127.0.0.1:22/\">",
        "<link rel=stylesheet href=//malo.example/x.css>",
        "<object data=\"data:text/html,x\">",
        "php://filter/resource=/etc/passwd",
        r"\\malo.example\share\x",
        "@font-face{src:url(http://malo.example/x.ttf)}",
    ];
    let mut receipt = receipt(&hostile.join("\n\n"));
    for (_, value) in &mut receipt.fields {
        *value = hostile[0].to_owned();
    }
    receipt.files[0].name = hostile[1].to_owned();
    let file = receipt.pdf().unwrap();

    // Blanks are where lines break.
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let text = bare(&poppler::text(&file));
    for words in hostile {
        assert!(text.contains(&bare(words)), "{words} is missing: {text}");
    }
    assert!(!text.contains("root:"), "{text}");
    for line in poppler::addresses(&file).lines().skip(1) {
        assert!(line.contains("https://ayuda.example/"), "{line}");
    }
}

#[test]
fn a_long_description_goes_over_pages() {
    let file = receipt(&"Una palabra tras otra. ".repeat(1500))
        .pdf()
        .unwrap();

    let text = poppler::text(&file);
    assert!(text.contains("Página 2 de "), "{text}");
}
