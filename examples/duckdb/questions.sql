-- Questions to the tables that examples/python/folder_to_parquet.py or examples/spark/check_papers.py
-- writes. In the folder of the tables: duckdb < questions.sql

CREATE VIEW documents AS FROM 'documents/*.parquet';
CREATE VIEW listed AS FROM 'references/*.parquet';
CREATE VIEW citations AS FROM 'citations/*.parquet';
CREATE VIEW findings AS FROM 'findings/*.parquet';

-- What could not be read, and why.
SELECT path, error FROM documents WHERE error IS NOT NULL;

-- Papers by how much of what they cite is not in their list.
SELECT path, count(*) AS cited, count(*) FILTER (len("references") = 0) AS not_listed
FROM citations
GROUP BY path
HAVING not_listed > 0
ORDER BY not_listed / cited DESC, path
LIMIT 10;

-- Works that several papers cite, by DOI or else by title and year.
SELECT coalesce(lower(doi), lower(title) || ' ' || year) AS work,
    any_value(title) AS title, count(DISTINCT path) AS papers
FROM listed
WHERE title IS NOT NULL AND (doi IS NOT NULL OR year IS NOT NULL)
GROUP BY work
HAVING papers > 1
ORDER BY papers DESC, work
LIMIT 10;

-- Hosts of links, and when they were looked at.
SELECT regexp_extract(url, '^[a-z]+://([^/:]+)', 1) AS host, count(*) AS links,
    min(entry ->> '$.accessed."date-parts"[0][0]') AS first_access,
    max(entry ->> '$.accessed."date-parts"[0][0]') AS last_access
FROM listed
WHERE url IS NOT NULL
GROUP BY host
ORDER BY links DESC, host
LIMIT 10;
