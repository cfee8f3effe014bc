//! Each step of the tables, on the data of the one before.

use askwell::store::Address;
use sqlx::AssertSqlSafe;
use sqlx::Connection;
use sqlx::Executor;
use sqlx::PgConnection;
use sqlx::Row;
use sqlx::SqliteConnection;

use super::world::everything;
use super::world::fill;
use crate::support::store::home;
use crate::support::store::on_both;

/// Makes the tables of step `last` at `old` and puts the rows of the full store at `new` into them, without the columns
/// that there were not yet.
async fn as_of_then(last: i64, old: &Address, new: &Address) {
    askwell::store::migrate_to(old, last).await.unwrap();
    match (old, new) {
        (Address::File(old), Address::File(new)) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(old);
            let mut connection = SqliteConnection::connect_with(&options.foreign_keys(false)).await.unwrap();
            let attach = format!("ATTACH '{}' AS new", new.display());
            connection.execute(AssertSqlSafe(attach)).await.unwrap();
            let columns = "SELECT t.name, group_concat('\"' || c.name || '\"') FROM sqlite_schema t, pragma_table_info(t.name) c \
                           WHERE t.type = 'table' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite%' \
                           GROUP BY t.name";
            for table in connection.fetch_all(columns).await.unwrap() {
                let (name, columns): (String, String) = (table.get(0), table.get(1));
                let copy = format!("INSERT INTO main.\"{name}\" ({columns}) SELECT {columns} FROM new.\"{name}\"");
                connection.execute(AssertSqlSafe(copy)).await.unwrap();
            }
            connection.close().await.unwrap();
        }
        (Address::Postgres(old), Address::Postgres(new)) => {
            let mut to = PgConnection::connect(old.as_str()).await.unwrap();
            let mut from = PgConnection::connect(new.as_str()).await.unwrap();
            // Rows may come before those that they refer to.
            to.execute("SET session_replication_role = replica").await.unwrap();
            let tables = "SELECT table_name::text FROM information_schema.tables \
                          WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'";
            for table in to.fetch_all(tables).await.unwrap() {
                let name: String = table.get(0);
                let rows = format!("SELECT to_jsonb(t)::text FROM \"{name}\" t");
                let put =
                    format!("INSERT INTO \"{name}\" SELECT * FROM jsonb_populate_record(NULL::\"{name}\", $1::jsonb)");
                for row in from.fetch_all(AssertSqlSafe(rows)).await.unwrap() {
                    let row: String = row.get(0);
                    sqlx::query(AssertSqlSafe(put.clone())).bind(row).execute(&mut to).await.unwrap();
                }
            }
        }
        _ => panic!("a file and a server"),
    }
}

/// Takes away what a step has brought, with these statements.
async fn take_away(address: &Address, statements: &[String]) {
    for statement in statements.iter().cloned() {
        match address {
            Address::File(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
                connection.execute(AssertSqlSafe(statement)).await.unwrap();
                connection.close().await.unwrap();
            }
            Address::Postgres(url) => {
                let mut connection = PgConnection::connect(url.as_str()).await.unwrap();
                connection.execute(AssertSqlSafe(statement)).await.unwrap();
            }
        }
    }
}

/// What there was none of before a step, where it has brought anything that can be seen.
fn brought_by(step: i64) -> Option<Vec<String>> {
    let of_models = ["questions", "clusters", "cluster_members"].map(|table| format!("UPDATE {table} SET model = ''"));
    match step {
        // By then nobody had written down which model made a vector.
        3 => Some(of_models.to_vec()),
        4 => Some(vec!["UPDATE votes SET flaw = NULL".to_owned(), "DELETE FROM followers".to_owned()]),
        5 => Some(vec!["UPDATE clusters SET closed_in = 0".to_owned()]),
        _ => None,
    }
}

#[test]
fn each_step_keeps_the_data_of_the_one_before() {
    on_both(async |bed| {
        fill(&*bed.store, &home(), "text").await.unwrap();
        let mut expected = everything(&*bed.store, &home()).await;
        let (mut lines, condition) = (bed.store.dump(&home()).await.unwrap(), bed.store.check().await.unwrap());
        bed.store.close().await;
        for last in (1..=i64::from(condition.schema)).rev() {
            if let Some(statements) = brought_by(last + 1) {
                take_away(&bed.ground.address, &statements).await;
                let store = bed.again().await;
                (expected, lines) = (everything(&*store, &home()).await, store.dump(&home()).await.unwrap());
                store.close().await;
            }
            let old = bed.other_ground().await;
            as_of_then(last, &old.address, &bed.ground.address).await;
            let store = old.open().await;
            assert_eq!(store.check().await.unwrap().schema, condition.schema, "from step {last}");
            assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new(), "from step {last}");
            assert_eq!(everything(&*store, &home()).await, expected, "from step {last}");
            assert_eq!(store.dump(&home()).await.unwrap(), lines, "from step {last}");
        }
    });
}
