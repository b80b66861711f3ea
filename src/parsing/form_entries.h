/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the table of forms is made of: each form's detection and reader, as form.h says. */

#include "form.h"

/* form_archive.c: .zip, .tar, .tar.gz and .tar.zst, each entry a file of its own. */
bool form_archive_detect(struct text head);
enum status form_archive_read(struct form_file *file, struct error *error);

/* form_cable_page.c: a page of a web mirror with a cable in preformatted blocks. */
bool form_cable_page_detect(struct text head);
enum status form_cable_page_read(struct form_file *file, struct error *error);

/* form_feed.c: RSS and Atom, a document an item. */
bool form_feed_detect(struct text head);
enum status form_feed_read(struct form_file *file, struct error *error);

/* form_json.c: JSON and JSON Lines with documents under usual names. */
bool form_json_detect(struct text head);
enum status form_json_read(struct form_file *file, struct error *error);

/* form_markdown.c: a release in Markdown, with front matter that has a title. */
bool form_markdown_detect(struct text head);
enum status form_markdown_read(struct form_file *file, struct error *error);

/* form_pdf.c: a PDF, where pdftotext is installed. */
bool form_pdf_detect(struct text head);
enum status form_pdf_read(struct form_file *file, struct error *error);

/* form_newsml.c: NewsML-G2, a document an item. */
bool form_newsml_detect(struct text head);
enum status form_newsml_read(struct form_file *file, struct error *error);

/* form_nitf.c: a report in NITF. */
bool form_nitf_detect(struct text head);
enum status form_nitf_read(struct form_file *file, struct error *error);

/* form_page.c: a web page with an article. */
bool form_page_detect(struct text head);
enum status form_page_read(struct form_file *file, struct error *error);

/* form_rows.c: a table with a document in each row. */
bool form_rows_detect(struct text head);
enum status form_rows_read(struct form_file *file, struct error *error);

/* form_tei.c: volumes of Foreign Relations of the United States, and other texts in TEI. */
bool form_tei_detect(struct text head);
enum status form_tei_read(struct form_file *file, struct error *error);

/* form_text.c: plain text, of one cable, of several in a row, or of anything. Takes all bytes. */
bool form_text_detect(struct text head);
enum status form_text_read(struct form_file *file, struct error *error);
