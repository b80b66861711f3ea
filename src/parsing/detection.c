/* SPDX-License-Identifier: Apache-2.0 */
#include "detection.h"

enum form detection_form(struct text text)
{
    return text_find(text, TEXT("\nFM ")) != TEXT_NOT_FOUND ? FORM_CABLE : FORM_NEWS;
}
