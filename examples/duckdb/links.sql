-- Which links are gone, by host: the table of references beside what the network said.
-- In the folder of the tables, after: cite links PAPERS --verify --format json-lines > links.jsonl
--
--   duckdb < links.sql

CREATE VIEW links AS FROM read_json('links.jsonl', columns = {
    url: 'VARCHAR', path: 'VARCHAR', reference: 'INTEGER', verdict: 'VARCHAR',
    archive: 'STRUCT(url VARCHAR, "timestamp" VARCHAR)'
});

-- Hosts by how many of their links are gone, and of how many of these there is an archived copy.
SELECT regexp_extract(url, '^[a-z]+://([^/:]+)', 1) AS host, count(*) AS links,
    count(*) FILTER (verdict IN ('dead', 'soft-404', 'parked', 'dns-error')) AS gone,
    count(archive.url) FILTER (verdict IN ('dead', 'soft-404', 'parked', 'dns-error')) AS archived
FROM links
GROUP BY host
ORDER BY gone DESC, links DESC, host
LIMIT 10;

-- The works that are gone.
SELECT listed.title, links.url, links.verdict, links.archive.url AS archived
FROM links
JOIN 'references/*.parquet' AS listed ON listed.path = links.path AND listed.index = links.reference
WHERE verdict IN ('dead', 'soft-404', 'parked', 'dns-error')
ORDER BY listed.title
LIMIT 10;
