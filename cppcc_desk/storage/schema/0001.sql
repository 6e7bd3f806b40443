CREATE TABLE closed_year (
	id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	edition INTEGER NOT NULL,
	closed_at DATETIME NOT NULL,
	closed_by VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	content JSON NOT NULL,
	reopened_at DATETIME,
	reopened_by VARCHAR NOT NULL,
	reopen_reason VARCHAR NOT NULL,
	CONSTRAINT pk_closed_year PRIMARY KEY (id),
	CONSTRAINT uq_closed_year_year_edition UNIQUE (year, edition),
	CONSTRAINT ck_closed_year_reopened_has_reason CHECK ((reopened_at is null) = (reopen_reason = ''))
)

CREATE UNIQUE INDEX ix_closed_year_holds ON closed_year (year) WHERE reopened_at is null

CREATE TABLE code (
	id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	word VARCHAR NOT NULL,
	sentence VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT pk_code PRIMARY KEY (id),
	CONSTRAINT uq_code_kind_word UNIQUE (kind, word)
)

CREATE TABLE destination (
	id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	aliases VARCHAR NOT NULL,
	parent_id INTEGER,
	default_form VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT pk_destination PRIMARY KEY (id),
	CONSTRAINT uq_destination_name UNIQUE (name),
	CONSTRAINT fk_destination_parent_id FOREIGN KEY(parent_id) REFERENCES destination (id)
)

CREATE TABLE document_number (
	id INTEGER NOT NULL,
	sequence VARCHAR NOT NULL,
	org_code VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	serial INTEGER NOT NULL,
	purpose VARCHAR NOT NULL,
	given_at DATETIME NOT NULL,
	given_by VARCHAR NOT NULL,
	voided_at DATETIME,
	voided_by VARCHAR NOT NULL,
	void_reason VARCHAR NOT NULL,
	CONSTRAINT pk_document_number PRIMARY KEY (id),
	CONSTRAINT uq_document_number_org_code_year_serial UNIQUE (org_code, year, serial),
	CONSTRAINT ck_document_number_serial_positive CHECK (serial > 0),
	CONSTRAINT ck_document_number_void_has_reason CHECK ((voided_at is null) = (void_reason = ''))
)

CREATE TABLE holiday (
	day DATE NOT NULL,
	kind VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	CONSTRAINT pk_holiday PRIMARY KEY (day),
	CONSTRAINT ck_holiday_kind_known CHECK (kind in ('off', 'worked'))
)

CREATE TABLE journal (
	id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	mark VARCHAR NOT NULL,
	letterhead JSON,
	issued_by VARCHAR NOT NULL,
	report_to VARCHAR NOT NULL,
	send_to VARCHAR NOT NULL,
	distribute_to VARCHAR NOT NULL,
	copies INTEGER NOT NULL,
	issued_before INTEGER NOT NULL,
	position INTEGER NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT pk_journal PRIMARY KEY (id),
	CONSTRAINT uq_journal_name UNIQUE (name)
)

CREATE TABLE journal_entry (
	id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	"by" VARCHAR NOT NULL,
	operation VARCHAR NOT NULL,
	label VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	final BOOLEAN NOT NULL,
	target_id INTEGER,
	changes BLOB NOT NULL,
	previous_hash VARCHAR NOT NULL,
	hash VARCHAR NOT NULL,
	CONSTRAINT pk_journal_entry PRIMARY KEY (id),
	CONSTRAINT fk_journal_entry_target_id FOREIGN KEY(target_id) REFERENCES journal_entry (id)
)

CREATE INDEX ix_journal_entry_by ON journal_entry ("by")

CREATE TABLE newsletter (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	"plan" JSON NOT NULL,
	issue_no INTEGER,
	cumulative_no INTEGER,
	issued_at DATETIME,
	issued_by VARCHAR NOT NULL,
	content JSON NOT NULL,
	CONSTRAINT uq_newsletter_year_quarter UNIQUE (year, quarter),
	CONSTRAINT uq_newsletter_year_issue_no UNIQUE (year, issue_no),
	CONSTRAINT uq_newsletter_cumulative_no UNIQUE (cumulative_no),
	CONSTRAINT ck_newsletter_quarter_known CHECK (quarter between 1 and 4),
	CONSTRAINT ck_newsletter_issued_has_number CHECK (issued_at is null or issue_no is not null)
)

CREATE TABLE number_sequence (
	name VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	last INTEGER NOT NULL,
	CONSTRAINT pk_number_sequence PRIMARY KEY (name, year)
)

CREATE TABLE office_setting (
	id INTEGER NOT NULL,
	"key" VARCHAR NOT NULL,
	effective_from DATE NOT NULL,
	value JSON NOT NULL,
	CONSTRAINT pk_office_setting PRIMARY KEY (id),
	CONSTRAINT uq_office_setting_key_effective_from UNIQUE ("key", effective_from)
)

CREATE TABLE person (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name VARCHAR NOT NULL,
	gender VARCHAR NOT NULL,
	ethnicity VARCHAR NOT NULL,
	born_on VARCHAR NOT NULL,
	id_no VARCHAR NOT NULL,
	unit VARCHAR NOT NULL,
	position VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	other_phone VARCHAR NOT NULL,
	remark VARCHAR NOT NULL,
	photo VARCHAR NOT NULL,
	left_on DATE,
	left_reason VARCHAR NOT NULL,
	merged_into_id INTEGER,
	CONSTRAINT ck_person_merged_has_left CHECK (merged_into_id is null or left_on is not null),
	CONSTRAINT ck_person_not_into_itself CHECK (merged_into_id is null or merged_into_id <> id),
	CONSTRAINT fk_person_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES person (id)
)

CREATE INDEX ix_person_merged_into_id ON person (merged_into_id)

CREATE INDEX ix_person_name ON person (name)

CREATE TABLE scoring_scheme (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name VARCHAR NOT NULL,
	valid_from DATE,
	content JSON NOT NULL,
	made_at DATETIME NOT NULL,
	made_by VARCHAR NOT NULL,
	CONSTRAINT uq_scoring_scheme_name UNIQUE (name),
	CONSTRAINT uq_scoring_scheme_valid_from UNIQUE (valid_from)
)

CREATE TABLE staff (
	id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	role VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT pk_staff PRIMARY KEY (id),
	CONSTRAINT uq_staff_name UNIQUE (name)
)

CREATE TABLE term (
	id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	began DATE NOT NULL,
	ended DATE,
	CONSTRAINT pk_term PRIMARY KEY (id),
	CONSTRAINT ck_term_number_positive CHECK (number > 0),
	CONSTRAINT uq_term_number UNIQUE (number)
)

CREATE TABLE unit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	kind VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	area VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT uq_unit_kind_name UNIQUE (kind, name)
)

CREATE TABLE affiliation (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	unit_id INTEGER NOT NULL,
	role VARCHAR NOT NULL,
	began DATE,
	ended DATE,
	CONSTRAINT pk_affiliation PRIMARY KEY (id),
	CONSTRAINT ck_affiliation_ends_after_start CHECK (began is null or ended is null or ended >= began),
	CONSTRAINT fk_affiliation_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
	CONSTRAINT fk_affiliation_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_affiliation_person_id ON affiliation (person_id)

CREATE INDEX ix_affiliation_unit_id ON affiliation (unit_id)

CREATE UNIQUE INDEX ix_affiliation_holds ON affiliation (person_id, unit_id) WHERE ended is null

CREATE TABLE destination_clock (
	id INTEGER NOT NULL,
	destination_id INTEGER NOT NULL,
	form VARCHAR NOT NULL,
	amount INTEGER NOT NULL,
	unit VARCHAR NOT NULL,
	counting VARCHAR NOT NULL,
	roll BOOLEAN NOT NULL,
	closing_time VARCHAR NOT NULL,
	CONSTRAINT pk_destination_clock PRIMARY KEY (id),
	CONSTRAINT uq_destination_clock_destination_id_form UNIQUE (destination_id, form),
	CONSTRAINT ck_destination_clock_amount_positive CHECK (amount > 0),
	CONSTRAINT fk_destination_clock_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id) ON DELETE CASCADE
)

CREATE TABLE informant_card (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	term_id INTEGER NOT NULL,
	serial INTEGER NOT NULL,
	card_no VARCHAR NOT NULL,
	issued_on DATE NOT NULL,
	valid_until DATE NOT NULL,
	ended_on DATE,
	end_reason VARCHAR NOT NULL,
	CONSTRAINT pk_informant_card PRIMARY KEY (id),
	CONSTRAINT uq_informant_card_term_id_serial UNIQUE (term_id, serial),
	CONSTRAINT ck_informant_card_serial_positive CHECK (serial > 0),
	CONSTRAINT ck_informant_card_end_has_reason CHECK ((ended_on is null) = (end_reason = '')),
	CONSTRAINT fk_informant_card_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_informant_card_term_id FOREIGN KEY(term_id) REFERENCES term (id),
	CONSTRAINT uq_informant_card_card_no UNIQUE (card_no)
)

CREATE INDEX ix_informant_card_person_id ON informant_card (person_id)

CREATE TABLE issue (
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	journal_id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	supplement BOOLEAN NOT NULL,
	issue_no INTEGER NOT NULL,
	cumulative_no INTEGER,
	issued_on DATE NOT NULL,
	layout VARCHAR NOT NULL,
	copies INTEGER NOT NULL,
	printed_by VARCHAR NOT NULL,
	assigned_at DATETIME NOT NULL,
	frozen_at DATETIME,
	content JSON NOT NULL,
	CONSTRAINT pk_issue PRIMARY KEY (id),
	CONSTRAINT uq_issue_journal_id_year_supplement_issue_no UNIQUE (journal_id, year, supplement, issue_no),
	CONSTRAINT uq_issue_journal_id_cumulative_no UNIQUE (journal_id, cumulative_no),
	CONSTRAINT fk_issue_journal_id FOREIGN KEY(journal_id) REFERENCES journal (id)
)

CREATE TABLE journal_subject (
	entry_id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	CONSTRAINT pk_journal_subject PRIMARY KEY (entry_id, submission_id),
	CONSTRAINT fk_journal_subject_entry_id FOREIGN KEY(entry_id) REFERENCES journal_entry (id)
)

CREATE INDEX ix_journal_subject_submission_id ON journal_subject (submission_id)

CREATE TABLE newsletter_copy (
	id INTEGER NOT NULL,
	newsletter_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	about VARCHAR NOT NULL,
	copies INTEGER NOT NULL,
	received_on DATE,
	received_by VARCHAR NOT NULL,
	CONSTRAINT pk_newsletter_copy PRIMARY KEY (id),
	CONSTRAINT ck_newsletter_copy_copies_positive CHECK (copies > 0),
	CONSTRAINT fk_newsletter_copy_newsletter_id FOREIGN KEY(newsletter_id) REFERENCES newsletter (id) ON DELETE CASCADE
)

CREATE INDEX ix_newsletter_copy_newsletter_id ON newsletter_copy (newsletter_id)

CREATE TABLE occasion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	kind VARCHAR NOT NULL,
	info_group_id INTEGER,
	name VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	place VARCHAR NOT NULL,
	host VARCHAR NOT NULL,
	topics VARCHAR NOT NULL,
	cost_cents INTEGER,
	outcome VARCHAR NOT NULL,
	cancelled VARCHAR NOT NULL,
	CONSTRAINT ck_occasion_cost_positive CHECK (cost_cents is null or cost_cents >= 0),
	CONSTRAINT fk_occasion_info_group_id FOREIGN KEY(info_group_id) REFERENCES unit (id)
)

CREATE INDEX ix_occasion_at ON occasion (at)

CREATE INDEX ix_occasion_info_group_id ON occasion (info_group_id)

CREATE TABLE person_role (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	term_id INTEGER,
	began DATE,
	ended DATE,
	recommended_by VARCHAR NOT NULL,
	CONSTRAINT pk_person_role PRIMARY KEY (id),
	CONSTRAINT ck_person_role_ends_after_start CHECK (began is null or ended is null or ended >= began),
	CONSTRAINT fk_person_role_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
	CONSTRAINT fk_person_role_term_id FOREIGN KEY(term_id) REFERENCES term (id)
)

CREATE INDEX ix_person_role_person_id ON person_role (person_id)

CREATE INDEX ix_person_role_term_id ON person_role (term_id)

CREATE UNIQUE INDEX ix_person_role_holds ON person_role (person_id, kind) WHERE ended is null

CREATE TABLE score_adjustment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	person_id INTEGER,
	unit_id INTEGER,
	counted_on DATE NOT NULL,
	points INTEGER NOT NULL,
	label VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	approved_by VARCHAR NOT NULL,
	recorded_at DATETIME NOT NULL,
	recorded_by VARCHAR NOT NULL,
	CONSTRAINT ck_score_adjustment_of_one CHECK ((person_id is null) <> (unit_id is null)),
	CONSTRAINT ck_score_adjustment_points_given CHECK (points <> 0),
	CONSTRAINT fk_score_adjustment_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_score_adjustment_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_score_adjustment_counted_on ON score_adjustment (counted_on)

CREATE INDEX ix_score_adjustment_person_id ON score_adjustment (person_id)

CREATE INDEX ix_score_adjustment_unit_id ON score_adjustment (unit_id)

CREATE TABLE score_dispute (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	person_id INTEGER,
	unit_id INTEGER,
	year INTEGER NOT NULL,
	raised_on DATE NOT NULL,
	raised_by VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	answered_on DATE,
	answer VARCHAR NOT NULL,
	CONSTRAINT ck_score_dispute_of_one CHECK ((person_id is null) <> (unit_id is null)),
	CONSTRAINT ck_score_dispute_answer_has_day CHECK ((answered_on is null) = (answer = '')),
	CONSTRAINT fk_score_dispute_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_score_dispute_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE INDEX ix_score_dispute_person_id ON score_dispute (person_id)

CREATE INDEX ix_score_dispute_unit_id ON score_dispute (unit_id)

CREATE TABLE topic_call (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	position INTEGER NOT NULL,
	theme VARCHAR NOT NULL,
	angles VARCHAR NOT NULL,
	lead_unit_id INTEGER,
	due_on DATE,
	CONSTRAINT uq_topic_call_year_quarter_theme UNIQUE (year, quarter, theme),
	CONSTRAINT ck_topic_call_quarter_known CHECK (quarter between 1 and 4),
	CONSTRAINT fk_topic_call_lead_unit_id FOREIGN KEY(lead_unit_id) REFERENCES unit (id)
)

CREATE TABLE unranked (
	id INTEGER NOT NULL,
	person_id INTEGER,
	unit_id INTEGER,
	reason VARCHAR NOT NULL,
	CONSTRAINT pk_unranked PRIMARY KEY (id),
	CONSTRAINT ck_unranked_of_one CHECK ((person_id is null) <> (unit_id is null)),
	CONSTRAINT uq_unranked_person_id UNIQUE (person_id),
	CONSTRAINT uq_unranked_unit_id UNIQUE (unit_id),
	CONSTRAINT fk_unranked_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_unranked_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)

CREATE TABLE attendance (
	id INTEGER NOT NULL,
	occasion_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	person_id INTEGER,
	name VARCHAR NOT NULL,
	part VARCHAR NOT NULL,
	presence VARCHAR NOT NULL,
	spoke BOOLEAN NOT NULL,
	remark VARCHAR NOT NULL,
	CONSTRAINT pk_attendance PRIMARY KEY (id),
	CONSTRAINT uq_attendance_occasion_id_person_id UNIQUE (occasion_id, person_id),
	CONSTRAINT fk_attendance_occasion_id FOREIGN KEY(occasion_id) REFERENCES occasion (id) ON DELETE CASCADE,
	CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)

CREATE INDEX ix_attendance_occasion_id ON attendance (occasion_id)

CREATE INDEX ix_attendance_person_id ON attendance (person_id)

CREATE TABLE decision (
	id INTEGER NOT NULL,
	occasion_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	handling_unit VARCHAR NOT NULL,
	due_on DATE,
	done_on DATE,
	CONSTRAINT pk_decision PRIMARY KEY (id),
	CONSTRAINT fk_decision_occasion_id FOREIGN KEY(occasion_id) REFERENCES occasion (id) ON DELETE CASCADE
)

CREATE INDEX ix_decision_occasion_id ON decision (occasion_id)

CREATE TABLE number_correction (
	id INTEGER NOT NULL,
	issue_id INTEGER NOT NULL,
	old_issue_no INTEGER NOT NULL,
	old_cumulative_no INTEGER,
	issue_no INTEGER NOT NULL,
	cumulative_no INTEGER,
	reason VARCHAR NOT NULL,
	"by" VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT pk_number_correction PRIMARY KEY (id),
	CONSTRAINT fk_number_correction_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) ON DELETE CASCADE
)

CREATE INDEX ix_number_correction_issue_id ON number_correction (issue_id)

CREATE TABLE occasion_file (
	id INTEGER NOT NULL,
	occasion_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	sha256 VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	CONSTRAINT pk_occasion_file PRIMARY KEY (id),
	CONSTRAINT fk_occasion_file_occasion_id FOREIGN KEY(occasion_id) REFERENCES occasion (id) ON DELETE CASCADE
)

CREATE INDEX ix_occasion_file_occasion_id ON occasion_file (occasion_id)

CREATE INDEX ix_occasion_file_sha256 ON occasion_file (sha256)

CREATE TABLE submission (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	year INTEGER NOT NULL,
	serial INTEGER NOT NULL,
	intake_no VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	deleted_at DATETIME,
	title VARCHAR NOT NULL,
	original_title VARCHAR NOT NULL,
	characters INTEGER NOT NULL,
	received_at DATETIME NOT NULL,
	registered_at DATETIME NOT NULL,
	registered_by VARCHAR NOT NULL,
	intake_channel VARCHAR NOT NULL,
	submitting_unit VARCHAR NOT NULL,
	credited_unit_id INTEGER,
	drafter VARCHAR NOT NULL,
	collective_submission BOOLEAN NOT NULL,
	is_commissioned BOOLEAN NOT NULL,
	topic_call_id INTEGER,
	consent_public BOOLEAN NOT NULL,
	follows_id INTEGER,
	info_group_id INTEGER,
	category VARCHAR NOT NULL,
	nature VARCHAR NOT NULL,
	urgency_grade VARCHAR NOT NULL,
	intended_destinations VARCHAR NOT NULL,
	keywords VARCHAR NOT NULL,
	handling_opinion VARCHAR NOT NULL,
	screening VARCHAR NOT NULL,
	rejection_reason VARCHAR NOT NULL,
	merged_into_id INTEGER,
	state_before_merge VARCHAR NOT NULL,
	responsible_editor VARCHAR NOT NULL,
	reviewer VARCHAR NOT NULL,
	reviews_passed INTEGER NOT NULL,
	times_returned INTEGER NOT NULL,
	signatory VARCHAR NOT NULL,
	signed_at DATETIME,
	journal_id INTEGER,
	archive_no VARCHAR NOT NULL,
	archive_year INTEGER,
	retention VARCHAR NOT NULL,
	archived_items INTEGER,
	archived_pages INTEGER,
	archived_at DATETIME,
	CONSTRAINT uq_submission_year_serial UNIQUE (year, serial),
	CONSTRAINT ck_submission_merged_has_target CHECK ((state = '已合并') = (merged_into_id is not null)),
	CONSTRAINT ck_submission_not_into_itself CHECK (merged_into_id is null or merged_into_id <> id),
	CONSTRAINT uq_submission_intake_no UNIQUE (intake_no),
	CONSTRAINT fk_submission_credited_unit_id FOREIGN KEY(credited_unit_id) REFERENCES unit (id),
	CONSTRAINT fk_submission_topic_call_id FOREIGN KEY(topic_call_id) REFERENCES topic_call (id),
	CONSTRAINT fk_submission_follows_id FOREIGN KEY(follows_id) REFERENCES submission (id),
	CONSTRAINT fk_submission_info_group_id FOREIGN KEY(info_group_id) REFERENCES unit (id),
	CONSTRAINT fk_submission_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES submission (id),
	CONSTRAINT fk_submission_journal_id FOREIGN KEY(journal_id) REFERENCES journal (id)
)

CREATE INDEX ix_submission_info_group_id ON submission (info_group_id)

CREATE INDEX ix_submission_merged_into_id ON submission (merged_into_id)

CREATE INDEX ix_submission_received_at ON submission (received_at, id)

CREATE INDEX ix_submission_state_received_at ON submission (state, received_at)

CREATE INDEX ix_submission_topic_call_id ON submission (topic_call_id)

CREATE TABLE attachment (
	id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	sha256 VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	source BOOLEAN NOT NULL,
	CONSTRAINT pk_attachment PRIMARY KEY (id),
	CONSTRAINT fk_attachment_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE
)

CREATE INDEX ix_attachment_sha256 ON attachment (sha256)

CREATE INDEX ix_attachment_submission_id ON attachment (submission_id)

CREATE TABLE award (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	year INTEGER NOT NULL,
	tier VARCHAR NOT NULL,
	"group" VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	person_id INTEGER,
	unit_id INTEGER,
	submission_id INTEGER,
	note VARCHAR NOT NULL,
	CONSTRAINT ck_award_of_one CHECK ((person_id is not null) + (unit_id is not null) + (submission_id is not null) = 1),
	CONSTRAINT uq_award_year_tier_person_id UNIQUE (year, tier, person_id),
	CONSTRAINT uq_award_year_tier_unit_id UNIQUE (year, tier, unit_id),
	CONSTRAINT uq_award_year_tier_submission_id UNIQUE (year, tier, submission_id),
	CONSTRAINT fk_award_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_award_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
	CONSTRAINT fk_award_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id)
)

CREATE INDEX ix_award_year ON award (year)

CREATE TABLE clock_pause (
	id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	reason VARCHAR NOT NULL,
	started_at DATETIME NOT NULL,
	ended_at DATETIME,
	CONSTRAINT pk_clock_pause PRIMARY KEY (id),
	CONSTRAINT ck_clock_pause_ends_after_start CHECK (ended_at is null or ended_at >= started_at),
	CONSTRAINT fk_clock_pause_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE
)

CREATE INDEX ix_clock_pause_submission_id ON clock_pause (submission_id)

CREATE TABLE commissioned_piece (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	person_id INTEGER,
	unit_id INTEGER,
	topic_call_id INTEGER,
	subject VARCHAR NOT NULL,
	asked_on DATE NOT NULL,
	due_on DATE NOT NULL,
	submission_id INTEGER,
	closed_on DATE,
	close_reason VARCHAR NOT NULL,
	CONSTRAINT ck_commissioned_piece_asked_of_one CHECK ((person_id is null) <> (unit_id is null)),
	CONSTRAINT ck_commissioned_piece_due_after_asked CHECK (due_on >= asked_on),
	CONSTRAINT ck_commissioned_piece_answered_is_closed CHECK (submission_id is null or closed_on is not null),
	CONSTRAINT fk_commissioned_piece_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_commissioned_piece_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
	CONSTRAINT fk_commissioned_piece_topic_call_id FOREIGN KEY(topic_call_id) REFERENCES topic_call (id),
	CONSTRAINT fk_commissioned_piece_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id)
)

CREATE INDEX ix_commissioned_piece_person_id ON commissioned_piece (person_id)

CREATE INDEX ix_commissioned_piece_submission_id ON commissioned_piece (submission_id)

CREATE INDEX ix_commissioned_piece_topic_call_id ON commissioned_piece (topic_call_id)

CREATE INDEX ix_commissioned_piece_unit_id ON commissioned_piece (unit_id)

CREATE TABLE contributor (
	id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	person_id INTEGER,
	kind VARCHAR NOT NULL,
	unit VARCHAR NOT NULL,
	post VARCHAR NOT NULL,
	phone VARCHAR NOT NULL,
	sector VARCHAR NOT NULL,
	committee VARCHAR NOT NULL,
	town VARCHAR NOT NULL,
	party VARCHAR NOT NULL,
	sector_id INTEGER,
	committee_id INTEGER,
	town_id INTEGER,
	party_id INTEGER,
	credited VARCHAR NOT NULL,
	main BOOLEAN NOT NULL,
	percent INTEGER,
	CONSTRAINT pk_contributor PRIMARY KEY (id),
	CONSTRAINT uq_contributor_submission_id_position UNIQUE (submission_id, position),
	CONSTRAINT fk_contributor_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE,
	CONSTRAINT fk_contributor_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_contributor_sector_id FOREIGN KEY(sector_id) REFERENCES unit (id),
	CONSTRAINT fk_contributor_committee_id FOREIGN KEY(committee_id) REFERENCES unit (id),
	CONSTRAINT fk_contributor_town_id FOREIGN KEY(town_id) REFERENCES unit (id),
	CONSTRAINT fk_contributor_party_id FOREIGN KEY(party_id) REFERENCES unit (id)
)

CREATE INDEX ix_contributor_name ON contributor (name)

CREATE INDEX ix_contributor_person_id ON contributor (person_id)

CREATE TABLE dispatch (
	id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	destination_id INTEGER NOT NULL,
	form VARCHAR NOT NULL,
	opened_at DATETIME NOT NULL,
	due_base DATETIME NOT NULL,
	rule VARCHAR NOT NULL,
	notes VARCHAR NOT NULL,
	way VARCHAR NOT NULL,
	copies INTEGER NOT NULL,
	doc_number VARCHAR NOT NULL,
	sent_at DATETIME,
	sent_by VARCHAR NOT NULL,
	signed_by VARCHAR NOT NULL,
	signed_at DATETIME,
	reason VARCHAR NOT NULL,
	CONSTRAINT pk_dispatch PRIMARY KEY (id),
	CONSTRAINT uq_dispatch_submission_id_destination_id_form UNIQUE (submission_id, destination_id, form),
	CONSTRAINT ck_dispatch_signed_after_sent CHECK (signed_by = '' or sent_at is not null),
	CONSTRAINT ck_dispatch_copies_positive CHECK (copies > 0),
	CONSTRAINT fk_dispatch_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE,
	CONSTRAINT fk_dispatch_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id)
)

CREATE INDEX ix_dispatch_destination_id ON dispatch (destination_id)

CREATE TABLE edited_version (
	id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	version_no INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	"by" VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT pk_edited_version PRIMARY KEY (id),
	CONSTRAINT uq_edited_version_submission_id_version_no UNIQUE (submission_id, version_no),
	CONSTRAINT fk_edited_version_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE
)

CREATE TABLE follow_up (
	id INTEGER NOT NULL,
	decision_id INTEGER NOT NULL,
	"on" DATE NOT NULL,
	text VARCHAR NOT NULL,
	"by" VARCHAR NOT NULL,
	CONSTRAINT pk_follow_up PRIMARY KEY (id),
	CONSTRAINT fk_follow_up_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id) ON DELETE CASCADE
)

CREATE INDEX ix_follow_up_decision_id ON follow_up (decision_id)

CREATE TABLE issue_item (
	submission_id INTEGER NOT NULL,
	issue_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT pk_issue_item PRIMARY KEY (submission_id),
	CONSTRAINT fk_issue_item_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id),
	CONSTRAINT fk_issue_item_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) ON DELETE CASCADE
)

CREATE INDEX ix_issue_item_issue_id ON issue_item (issue_id)

CREATE TABLE occasion_piece (
	id INTEGER NOT NULL,
	occasion_id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	relation VARCHAR NOT NULL,
	CONSTRAINT pk_occasion_piece PRIMARY KEY (id),
	CONSTRAINT uq_occasion_piece_occasion_id_submission_id_relation UNIQUE (occasion_id, submission_id, relation),
	CONSTRAINT fk_occasion_piece_occasion_id FOREIGN KEY(occasion_id) REFERENCES occasion (id) ON DELETE CASCADE,
	CONSTRAINT fk_occasion_piece_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE
)

CREATE INDEX ix_occasion_piece_submission_id ON occasion_piece (submission_id)

CREATE TABLE outcome (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	submission_id INTEGER,
	issue_id INTEGER,
	kind VARCHAR NOT NULL,
	occurred_on DATE NOT NULL,
	level VARCHAR NOT NULL,
	adoption_form VARCHAR NOT NULL,
	organ VARCHAR NOT NULL,
	destination_id INTEGER,
	journal VARCHAR NOT NULL,
	issue_no VARCHAR NOT NULL,
	leader VARCHAR NOT NULL,
	leader_post VARCHAR NOT NULL,
	leader_rank VARCHAR NOT NULL,
	answer VARCHAR NOT NULL,
	fault VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	evidence VARCHAR NOT NULL,
	remark VARCHAR NOT NULL,
	follows_id INTEGER,
	recorded_at DATETIME NOT NULL,
	recorded_by VARCHAR NOT NULL,
	CONSTRAINT ck_outcome_of_one CHECK ((submission_id is null) <> (issue_id is null)),
	CONSTRAINT ck_outcome_adoption_has_level CHECK (kind <> '采用' or level <> ''),
	CONSTRAINT ck_outcome_instruction_has_leader CHECK (kind <> '批示' or leader <> ''),
	CONSTRAINT ck_outcome_reply_has_organ CHECK (kind <> '答复' or organ <> ''),
	CONSTRAINT ck_outcome_follows_another CHECK (follows_id is null or follows_id <> id),
	CONSTRAINT fk_outcome_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id),
	CONSTRAINT fk_outcome_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id),
	CONSTRAINT fk_outcome_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id),
	CONSTRAINT fk_outcome_follows_id FOREIGN KEY(follows_id) REFERENCES outcome (id)
)

CREATE INDEX ix_outcome_follows_id ON outcome (follows_id)

CREATE INDEX ix_outcome_issue_id ON outcome (issue_id)

CREATE INDEX ix_outcome_occurred_on ON outcome (occurred_on)

CREATE INDEX ix_outcome_submission_id ON outcome (submission_id)

CREATE TABLE step_record (
	id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	step VARCHAR NOT NULL,
	"by" VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	conclusion VARCHAR NOT NULL,
	opinion VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	skipped VARCHAR NOT NULL,
	state_before VARCHAR NOT NULL,
	state_after VARCHAR NOT NULL,
	details JSON NOT NULL,
	CONSTRAINT pk_step_record PRIMARY KEY (id),
	CONSTRAINT fk_step_record_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE
)

CREATE INDEX ix_step_record_submission_id ON step_record (submission_id)

CREATE TABLE submission_text (
	submission_id INTEGER NOT NULL,
	original_text VARCHAR NOT NULL,
	edited_text VARCHAR NOT NULL,
	CONSTRAINT pk_submission_text PRIMARY KEY (submission_id),
	CONSTRAINT fk_submission_text_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id) ON DELETE CASCADE
)

CREATE TABLE assignment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	outcome_id INTEGER NOT NULL,
	handling_unit VARCHAR NOT NULL,
	destination_id INTEGER,
	opened_on DATE NOT NULL,
	due_on DATE NOT NULL,
	demand VARCHAR NOT NULL,
	feedback_on DATE,
	feedback VARCHAR NOT NULL,
	closed_on DATE,
	close_reason VARCHAR NOT NULL,
	CONSTRAINT ck_assignment_due_after_opened CHECK (due_on >= opened_on),
	CONSTRAINT ck_assignment_feedback_has_day CHECK ((feedback_on is null) = (feedback = '')),
	CONSTRAINT ck_assignment_unanswered_has_reason CHECK (closed_on is null or feedback_on is not null or close_reason <> ''),
	CONSTRAINT fk_assignment_outcome_id FOREIGN KEY(outcome_id) REFERENCES outcome (id) ON DELETE CASCADE,
	CONSTRAINT fk_assignment_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id)
)

CREATE INDEX ix_assignment_outcome_id ON assignment (outcome_id)

CREATE TABLE document (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	fields JSON NOT NULL,
	number_id INTEGER,
	submission_id INTEGER,
	dispatch_id INTEGER,
	info_group_id INTEGER,
	inquiry_id INTEGER,
	about_year INTEGER,
	report VARCHAR NOT NULL,
	occasion JSON NOT NULL,
	drafted_at DATETIME NOT NULL,
	drafted_by VARCHAR NOT NULL,
	finished_at DATETIME,
	finished_by VARCHAR NOT NULL,
	CONSTRAINT uq_document_number_id UNIQUE (number_id),
	CONSTRAINT fk_document_number_id FOREIGN KEY(number_id) REFERENCES document_number (id),
	CONSTRAINT fk_document_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id),
	CONSTRAINT fk_document_dispatch_id FOREIGN KEY(dispatch_id) REFERENCES dispatch (id),
	CONSTRAINT fk_document_info_group_id FOREIGN KEY(info_group_id) REFERENCES unit (id),
	CONSTRAINT fk_document_inquiry_id FOREIGN KEY(inquiry_id) REFERENCES destination (id)
)

CREATE INDEX ix_document_about_year ON document (about_year)

CREATE INDEX ix_document_dispatch_id ON document (dispatch_id)

CREATE INDEX ix_document_report ON document (report)

CREATE INDEX ix_document_submission_id ON document (submission_id)

CREATE TABLE outcome_file (
	id INTEGER NOT NULL,
	outcome_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	sha256 VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	CONSTRAINT pk_outcome_file PRIMARY KEY (id),
	CONSTRAINT fk_outcome_file_outcome_id FOREIGN KEY(outcome_id) REFERENCES outcome (id) ON DELETE CASCADE
)

CREATE INDEX ix_outcome_file_outcome_id ON outcome_file (outcome_id)

CREATE INDEX ix_outcome_file_sha256 ON outcome_file (sha256)

CREATE TABLE paper (
	id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	submission_id INTEGER,
	issue_id INTEGER,
	document_id INTEGER,
	newsletter_id INTEGER,
	file_name VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	made_at DATETIME NOT NULL,
	made_by VARCHAR NOT NULL,
	CONSTRAINT pk_paper PRIMARY KEY (id),
	CONSTRAINT fk_paper_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id),
	CONSTRAINT fk_paper_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id),
	CONSTRAINT fk_paper_document_id FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_paper_newsletter_id FOREIGN KEY(newsletter_id) REFERENCES newsletter (id)
)

CREATE INDEX ix_paper_document_id ON paper (document_id)

CREATE INDEX ix_paper_issue_id ON paper (issue_id)

CREATE INDEX ix_paper_newsletter_id ON paper (newsletter_id)

CREATE INDEX ix_paper_submission_id ON paper (submission_id)

CREATE TABLE supervision (
	id INTEGER NOT NULL,
	assignment_id INTEGER NOT NULL,
	"on" DATE NOT NULL,
	"by" VARCHAR NOT NULL,
	way VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	CONSTRAINT pk_supervision PRIMARY KEY (id),
	CONSTRAINT fk_supervision_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id) ON DELETE CASCADE
)

CREATE INDEX ix_supervision_assignment_id ON supervision (assignment_id)

CREATE TABLE topic_notice (
	document_id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	CONSTRAINT pk_topic_notice PRIMARY KEY (document_id),
	CONSTRAINT fk_topic_notice_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
)

create view v_search as select s.id as id, bigr(s.title) as title, bigr(s.original_title) as original_title, bigr(t.original_text) as original_text, bigr(t.edited_text) as edited_text from submission s join submission_text t on t.submission_id = s.id where s.deleted_at is null

create view v_names as select id, title_initials(title) as title_initials, bigr(names) as people, name_initials(names) as people_initials, bigr(unit) as unit from (select s.id as id, s.title as title, coalesce((select group_concat(c.name, char(10)) from contributor c where c.submission_id = s.id), '') || char(10) || s.drafter as names, s.submitting_unit as unit from submission s where s.deleted_at is null)

create virtual table submission_search using fts5(title, original_title, original_text, edited_text, content='v_search', content_rowid='id', tokenize='ascii', detail=none)

create virtual table submission_names using fts5(title_initials, people, people_initials, unit, content='v_names', content_rowid='id', tokenize='ascii', detail=none)

create table search_recipe (id integer primary key check (id = 1), digest text not null)

create trigger submission_search_submission_bu before update of title, original_title, deleted_at, id on submission when old.title is not new.title or old.original_title is not new.original_title or old.deleted_at is not new.deleted_at or old.id is not new.id begin insert into submission_search(submission_search, rowid, title, original_title, original_text, edited_text) select 'delete', id, title, original_title, original_text, edited_text from v_search where id = old.id; end

create trigger submission_search_submission_au after update of title, original_title, deleted_at, id on submission when old.title is not new.title or old.original_title is not new.original_title or old.deleted_at is not new.deleted_at or old.id is not new.id begin insert into submission_search(rowid, title, original_title, original_text, edited_text) select id, title, original_title, original_text, edited_text from v_search where id = new.id; end

create trigger submission_search_submission_bd before delete on submission begin insert into submission_search(submission_search, rowid, title, original_title, original_text, edited_text) select 'delete', id, title, original_title, original_text, edited_text from v_search where id = old.id; end

create trigger submission_search_submission_ai after insert on submission begin insert into submission_search(rowid, title, original_title, original_text, edited_text) select id, title, original_title, original_text, edited_text from v_search where id = new.id; end

create trigger submission_search_submission_text_bu before update of original_text, edited_text, submission_id on submission_text when old.original_text is not new.original_text or old.edited_text is not new.edited_text or old.submission_id is not new.submission_id begin insert into submission_search(submission_search, rowid, title, original_title, original_text, edited_text) select 'delete', id, title, original_title, original_text, edited_text from v_search where id = old.submission_id; end

create trigger submission_search_submission_text_au after update of original_text, edited_text, submission_id on submission_text when old.original_text is not new.original_text or old.edited_text is not new.edited_text or old.submission_id is not new.submission_id begin insert into submission_search(rowid, title, original_title, original_text, edited_text) select id, title, original_title, original_text, edited_text from v_search where id = new.submission_id; end

create trigger submission_search_submission_text_bd before delete on submission_text begin insert into submission_search(submission_search, rowid, title, original_title, original_text, edited_text) select 'delete', id, title, original_title, original_text, edited_text from v_search where id = old.submission_id; end

create trigger submission_search_submission_text_ai after insert on submission_text begin insert into submission_search(rowid, title, original_title, original_text, edited_text) select id, title, original_title, original_text, edited_text from v_search where id = new.submission_id; end

create trigger submission_names_submission_bu before update of title, submitting_unit, drafter, deleted_at, id on submission when old.title is not new.title or old.submitting_unit is not new.submitting_unit or old.drafter is not new.drafter or old.deleted_at is not new.deleted_at or old.id is not new.id begin insert into submission_names(submission_names, rowid, title_initials, people, people_initials, unit) select 'delete', id, title_initials, people, people_initials, unit from v_names where id = old.id; end

create trigger submission_names_submission_au after update of title, submitting_unit, drafter, deleted_at, id on submission when old.title is not new.title or old.submitting_unit is not new.submitting_unit or old.drafter is not new.drafter or old.deleted_at is not new.deleted_at or old.id is not new.id begin insert into submission_names(rowid, title_initials, people, people_initials, unit) select id, title_initials, people, people_initials, unit from v_names where id = new.id; end

create trigger submission_names_submission_bd before delete on submission begin insert into submission_names(submission_names, rowid, title_initials, people, people_initials, unit) select 'delete', id, title_initials, people, people_initials, unit from v_names where id = old.id; end

create trigger submission_names_submission_ai after insert on submission begin insert into submission_names(rowid, title_initials, people, people_initials, unit) select id, title_initials, people, people_initials, unit from v_names where id = new.id; end

create trigger submission_names_contributor_bu before update of name, submission_id on contributor when old.name is not new.name or old.submission_id is not new.submission_id begin insert into submission_names(submission_names, rowid, title_initials, people, people_initials, unit) select 'delete', id, title_initials, people, people_initials, unit from v_names where id = old.submission_id; insert into submission_names(submission_names, rowid, title_initials, people, people_initials, unit) select 'delete', id, title_initials, people, people_initials, unit from v_names where id = iif(old.submission_id is not new.submission_id, new.submission_id, null); end

create trigger submission_names_contributor_au after update of name, submission_id on contributor when old.name is not new.name or old.submission_id is not new.submission_id begin insert into submission_names(rowid, title_initials, people, people_initials, unit) select id, title_initials, people, people_initials, unit from v_names where id = new.submission_id; insert into submission_names(rowid, title_initials, people, people_initials, unit) select id, title_initials, people, people_initials, unit from v_names where id = iif(old.submission_id is not new.submission_id, old.submission_id, null); end

create trigger submission_names_contributor_bd before delete on contributor begin insert into submission_names(submission_names, rowid, title_initials, people, people_initials, unit) select 'delete', id, title_initials, people, people_initials, unit from v_names where id = old.submission_id; end

create trigger submission_names_contributor_ai after insert on contributor begin insert into submission_names(rowid, title_initials, people, people_initials, unit) select id, title_initials, people, people_initials, unit from v_names where id = new.submission_id; end

create trigger submission_names_contributor_bi before insert on contributor begin insert into submission_names(submission_names, rowid, title_initials, people, people_initials, unit) select 'delete', id, title_initials, people, people_initials, unit from v_names where id = new.submission_id; end

create trigger submission_names_contributor_ad after delete on contributor begin insert into submission_names(rowid, title_initials, people, people_initials, unit) select id, title_initials, people, people_initials, unit from v_names where id = old.submission_id; end
