/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/scan.h"

static scan_lanes are_blank(scan_lanes bytes)
{
    return (scan_lanes)((bytes == ' ') | (bytes == '\t') | (bytes == '\r') | (bytes == '\n'));
}

size_t scan_unfolded(struct text text, size_t at)
{
    at = scan_start(text, at);
    for (; text.length - at > sizeof(scan_lanes); at += sizeof(scan_lanes)) {
        scan_lanes bytes = scan_lanes_at(text, at);
        scan_lanes behind = scan_lanes_at(text, at + 1);
        size_t first =
            scan_first_lane(are_blank(bytes) & ((scan_lanes)(bytes != ' ') | are_blank(behind)));
        if (first < sizeof(scan_lanes)) {
            return at + first;
        }
    }
    for (; at < text.length; at++) {
        bool is_before_blank = at + 1 < text.length && text_is_blank(text.at[at + 1]);
        if (text_is_blank(text.at[at]) && (text.at[at] != ' ' || is_before_blank)) {
            return at;
        }
    }
    return at;
}
