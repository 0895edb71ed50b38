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

-- The same by journal, where the papers of a journal lie in a folder of its name.
SELECT regexp_extract(path, '([^/]+)/[^/]*$', 1) AS journal, count(DISTINCT path) AS papers,
    count(*) AS cited, count(*) FILTER (len("references") = 0) AS not_listed
FROM citations
GROUP BY journal
ORDER BY not_listed / cited DESC, journal
LIMIT 10;

-- Works that several papers list, by DOI or else by title and year.
SELECT coalesce(lower(doi), lower(title) || ' ' || year) AS work,
    any_value(title) AS title, count(DISTINCT path) AS papers
FROM listed
WHERE title IS NOT NULL AND (doi IS NOT NULL OR year IS NOT NULL)
GROUP BY work
HAVING papers > 1
ORDER BY papers DESC, work
LIMIT 10;

-- Works by how often they are cited in all papers: each citation by the entry that it was tied to.
WITH cited AS (SELECT path, unnest("references") AS index FROM citations)
SELECT coalesce(lower(doi), lower(title) || ' ' || year) AS work,
    any_value(title) AS title, count(*) AS times, count(DISTINCT path) AS papers
FROM cited JOIN listed USING (path, index)
WHERE title IS NOT NULL AND (doi IS NOT NULL OR year IS NOT NULL)
GROUP BY work
ORDER BY times DESC, work
LIMIT 10;

-- Links by host and by the year in which they were looked at.
SELECT regexp_extract(url, '^[a-z]+://([^/:]+)', 1) AS host,
    entry ->> '$.accessed."date-parts"[0][0]' AS accessed, count(*) AS links
FROM listed
WHERE url IS NOT NULL
GROUP BY host, accessed
ORDER BY links DESC, host, accessed
LIMIT 10;
