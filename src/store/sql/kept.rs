//! What can be made again, and is kept to save the time: vectors, calibrations.

use std::collections::HashMap;

use sqlx::AnyConnection;

use crate::store::Space;
use crate::store::sql::Fault;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;
use crate::store::sql::value::Value;
use crate::store::sql::value::insert;
use crate::store::sql::value::json;
use crate::store::sql::value::sound_key;

/// Vectors that are looked up with one statement.
const AT_ONCE: usize = 2_000;

pub(super) async fn vectors(
    connection: &mut AnyConnection,
    dialect: Dialect,
    space: &Space,
    model: &str,
    digests: &[[u8; 16]],
) -> Result<Vec<Option<Vec<f32>>>, Fault> {
    // One list in one text. As a list of values PostgreSQL would compare each row with each of them: 260 ms for 500 of
    // 10,000.
    let statement = match dialect {
        Dialect::Sqlite => {
            "SELECT digest, vector FROM vectors \
             WHERE space = $1 AND model = $2 AND digest IN (SELECT unhex(value) FROM json_each($3))"
        }
        Dialect::Postgres => {
            "SELECT v.digest, v.vector FROM unnest(string_to_array(trim(both '[]' from $3), ',')) AS w (value) \
             JOIN vectors v ON v.space = $1 AND v.model = $2 AND v.digest = decode(trim(both '\"' from w.value), 'hex')"
        }
    };
    let mut found: HashMap<[u8; 16], Vec<f32>> = HashMap::with_capacity(digests.len());
    for some in digests.chunks(AT_ONCE) {
        let names: Vec<String> = some.iter().map(|digest| data_encoding::HEXLOWER.encode(digest)).collect();
        let query = sqlx::query(statement).bind(space.as_str()).bind(sound_key(model)?).bind(json(&names)?);
        for row in query.fetch_all(&mut *connection).await? {
            let reader = Reader::new(&row, "vectors", &[]);
            let digest = reader.bytes("digest")?.try_into().map_err(|_| reader.damaged("digest"))?;
            found.insert(digest, reader.vector("vector")?);
        }
    }
    Ok(digests.iter().map(|digest| found.get(digest).cloned()).collect())
}

/// To be called in a transaction that writes.
pub(super) async fn put_vectors(
    connection: &mut AnyConnection,
    space: &Space,
    model: &str,
    vectors: &[([u8; 16], &[f32])],
) -> Result<(), Fault> {
    spaces::ensure(connection, space).await?;
    let model = sound_key(model)?;
    let row = |(digest, vector): &([u8; 16], &[f32])| {
        vec![
            Value::name(space.as_str()),
            Value::name(model),
            Value::Bytes(Some(digest.to_vec())),
            Value::vector(vector),
        ]
    };
    let columns = ["space", "model", "digest", "vector"];
    insert(connection, "vectors", &columns, vectors.iter().map(row).collect(), "ON CONFLICT DO NOTHING").await?;
    Ok(())
}

pub(super) async fn drop_vectors(connection: &mut AnyConnection, space: &Space, model: &str) -> Result<u64, Fault> {
    let query = sqlx::query("DELETE FROM vectors WHERE space = $1 AND model = $2");
    Ok(query.bind(space.as_str()).bind(sound_key(model)?).execute(connection).await?.rows_affected())
}

pub(super) async fn get(connection: &mut AnyConnection, space: &Space, key: &str) -> Result<Option<String>, Fault> {
    let query = sqlx::query("SELECT text FROM kept WHERE space = $1 AND key = $2");
    let row = query.bind(space.as_str()).bind(sound_key(key)?).fetch_optional(connection).await?;
    Ok(row.map(|row| Reader::new(&row, "kept", &[]).text("text")).transpose()?)
}

/// To be called in a transaction that writes.
pub(super) async fn put(
    connection: &mut AnyConnection,
    space: &Space,
    key: &str,
    text: Option<&str>,
) -> Result<(), Fault> {
    let key = sound_key(key)?;
    let Some(text) = text else {
        let delete = sqlx::query("DELETE FROM kept WHERE space = $1 AND key = $2");
        delete.bind(space.as_str()).bind(key).execute(connection).await?;
        return Ok(());
    };
    spaces::ensure(connection, space).await?;
    let row = vec![Value::name(space.as_str()), Value::name(key), Value::text(text)?];
    let otherwise = "ON CONFLICT (space, key) DO UPDATE SET text = excluded.text";
    insert(connection, "kept", &["space", "key", "text"], vec![row], otherwise).await?;
    Ok(())
}
