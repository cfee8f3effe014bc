-- Channels on trial: questions that were decided without anything being shown. Those from before were all shown.
ALTER TABLE questions ADD COLUMN silent BIGINT NOT NULL DEFAULT 0;

-- Who asks to be forgotten may have written little of a long history.
CREATE INDEX changes_by_person ON changes (space, person);
