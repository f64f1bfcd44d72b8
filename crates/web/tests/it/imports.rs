//! Companies and people from a table (case J4): all of them or none.

use std::fmt::Write;

use store::on_both_engines;

use crate::browser::{Browser, Page, Upload};
use crate::company::{LUCIA, MATEO, OTHER, company, entered};
use crate::desk::Desk;

const HERE: &str = "/mesa/organizaciones/importar";
const HEAD: &str = "Empresa;Nombre;Correo;Usuario;Permiso;Ve todo\n";

async fn upload(browser: &mut Browser, content: &[u8]) -> Page {
    let page = browser.open(HERE).await.is(200);
    let file = Upload {
        field: "archivo",
        name: "empresas.csv",
        kind: "text/csv",
        content,
    };
    browser.submit_with(&page, "/importar", &[], &[file]).await
}

async fn counted(desk: &Desk) -> [i64; 3] {
    [
        desk.number("SELECT count(*) AS number FROM organization")
            .await,
        desk.number("SELECT count(*) AS number FROM account").await,
        desk.number("SELECT count(*) AS number FROM import").await,
    ]
}

on_both_engines! {
    async fn a_table_is_looked_at_first_and_taken_once(desk: Desk) {
        company(&desk, "Ábaco", false, &[(OTHER, "manager", "")]).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let table = format!("{HEAD}Librería El Andén;Lucía Andrade;{LUCIA};anden;Administra;Sí\nLibrería El Andén;Mateo;{MATEO};;;\n=Ábaco;Ana;ana@abaco.example;;Miembro;no\nÁbaco;<b>Eva</b>;eva@abaco.example;;;\n");

        let page = upload(&mut ines, table.as_bytes()).await.is(200);
        for words in ["El archivo está bien", "Invitaremos a 4 personas y crearemos 2 empresas", "Lucía Andrade", "Fila 2", "<b>Eva</b>"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.body.contains("<b>Eva</b>"), "markup");
        assert_eq!(counted(&desk).await, [1, 1, 1]);
        assert_eq!(desk.letters_of(LUCIA, "account_invited").await.len(), 0);
        let (mut one, mut two) = (ines.clone(), ines.clone());
        let id = page.path.clone();
        let (first, second) = tokio::join!(one.submit_once(&page, &id, &[]), two.submit_once(&page, &id, &[]));
        assert_eq!((first.status, second.status), (303, 303), "{}", second.words());

        assert_eq!(counted(&desk).await, [3, 5, 1]);
        let done = ines.open(&id).await.is(200);
        assert!(done.says("Invitamos a 4 personas y creamos 2 empresas."), "{}", done.words());
        assert_eq!(desk.letters_of(LUCIA, "account_invited").await.len(), 1);
        entered(&desk, LUCIA).await.open("/cuenta/personas").await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM organization WHERE name = 'Librería El Andén' AND member_sees_all").await, 1);
        // Nothing of the table is kept once it was taken, and nothing at all a day later.
        assert_eq!(desk.number("SELECT count(*) AS number FROM import WHERE content <> ''").await, 0);
        let mut other = desk.agent(&desk.staff.laura).await;
        for path in [HERE, id.as_str(), "/mesa/organizaciones/importar/plantilla.csv"] {
            assert_eq!(other.open(path).await.status, 403, "{path}");
        }
        desk.wait_days(2).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        assert_eq!(ines.open(&id).await.status, 404);
        assert_eq!(counted(&desk).await[2], 0);
    }

    async fn j04_a_table_with_faults_is_told_line_by_line_and_changes_nothing(desk: Desk) {
        company(&desk, "Ábaco", false, &[(OTHER, "manager", "abaco")]).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let before = counted(&desk).await;
        let table = format!("{HEAD}<script>alert(1)</script>;=cmd|' /C calc'!A0;no es correo;A B;jefe;quizás\nX;Ana;{OTHER};abaco;;\nX;Ana;laura.mendez@cordillera.example;;;\nX;Eva;eva@x.example;;;\nY;Eva;EVA@x.example;;;\n");

        let page = upload(&mut ines, table.as_bytes()).await.is(422);

        for words in ["Fila 2, Correo", "No es una dirección de correo", "Fila 2, Usuario", "Escriba «Administra» o «Miembro»", "Escriba «Sí» o «No»"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(page.says("errores. No creamos nada."), "{}", page.words());
        assert!(page.says("Ya está en la fila 5"), "{}", page.words());
        // Faults of the rows first; then what is taken already.
        let taken = format!("{HEAD}X;Ana;{OTHER};abaco;;\nX;Ana;laura.mendez@cordillera.example;;;\n");
        let page = upload(&mut ines, taken.as_bytes()).await.is(422);
        for words in ["Hay 3 errores", "Fila 2, Correo", "Fila 2, Usuario", "Fila 3, Correo", "Ya tiene una cuenta"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert_eq!(counted(&desk).await, before);
    }

    async fn j04_large_and_broken_tables_are_refused(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let mut million = HEAD.to_owned();
        for number in 0..1_000_000 {
            let _ = writeln!(million, "X;Ana;ana{number}@x.example;;;");
        }
        let many = format!("{HEAD}{}", "X;A;a@x.example;;;\n".repeat(501));
        let latin: Vec<u8> = "Empresa;Nombre;Correo\nX;Jos\u{e9};jose@x.example\n".chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
        let wide: Vec<u8> = HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (content, words) in [
            (million.as_bytes(), "El archivo pesa más de"),
            (many.as_bytes(), "más de 500 filas"),
            (latin.as_slice(), "no está en UTF-8"),
            (wide.as_slice(), "no está en UTF-8"),
            (HEAD.as_bytes(), "no tiene filas"),
            (b"".as_slice(), "no tiene filas"),
            (b"a;b\n1;2\n".as_slice(), "Falta esta columna"),
        ] {
            let page = upload(&mut ines, content).await.is(422);
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert_eq!(counted(&desk).await, [0, 0, 0]);
        let template = ines.get("/mesa/organizaciones/importar/plantilla.csv").await.is(200);
        assert_eq!(template.body.trim_start_matches('\u{feff}').trim(), HEAD.trim());
    }

    async fn j04_what_was_taken_by_somebody_meanwhile_stops_all_of_it(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let table = format!("{HEAD}Ábaco;Ana;ana@abaco.example;;;\nÁbaco;Eva;{OTHER};;;\n");
        let page = upload(&mut ines, table.as_bytes()).await.is(200);
        company(&desk, "Otra", false, &[(OTHER, "member", "")]).await;

        let answer = ines.submit(&page, &page.path, &[]).await.is(422);

        assert!(answer.says("Ya tiene una cuenta"), "{}", answer.words());
        assert_eq!(counted(&desk).await[..2], [1, 1]);
        let andres = desk.staff.andres.clone();
        let promoted = domain::Agent { role: domain::policy::BuiltIn::Admin.role(), ..andres.clone() };
        desk.app.store.write(move |tx| tx.save_agent(&promoted)).await.unwrap();
        let mut other = desk.agent(&andres).await;
        assert_eq!(other.open(&page.path).await.status, 404, "of who brought it alone");
        assert_eq!(other.post(&page.path, &[]).await.status, 404);
    }
}
