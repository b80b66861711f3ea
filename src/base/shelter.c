/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "chancery/base/shelter.h"
#include "chancery/base/shortage.h"

/* In front of what the library is given; linked to its neighbors while a run may have to free it.
 */
struct block {
    alignas(max_align_t) struct block *next; /* NULL once its run is over */
    struct block *previous;
};

/* The run of this thread; blocks is a ring with itself in it. */
struct shelter {
    jmp_buf way_out;
    struct block blocks;
};

static _Thread_local struct shelter *present;

void *shelter_take(size_t size)
{
    struct block *block = size <= SIZE_MAX - sizeof(*block) ? malloc(sizeof(*block) + size) : NULL;
    if (!block) {
        shortage_note();
        if (present) {
            longjmp(present->way_out, 1);
        }
        return NULL;
    }
    block->next = NULL;
    if (present) {
        struct block *first = &present->blocks;
        block->next = first->next;
        block->previous = first;
        first->next->previous = block;
        first->next = block;
    }
    return block + 1;
}

void shelter_give(void *memory)
{
    if (!memory) {
        return;
    }
    struct block *block = (struct block *)memory - 1;
    if (block->next) {
        block->next->previous = block->previous;
        block->previous->next = block->next;
    }
    free(block);
}

/* The run is over: free what was taken, or let it go on without us. */
static void end(struct shelter *shelter, bool frees)
{
    struct block *block = shelter->blocks.next;
    while (block != &shelter->blocks) {
        struct block *next = block->next;
        block->next = NULL;
        if (frees) {
            free(block);
        }
        block = next;
    }
    present = NULL;
}

enum status shelter_run(void (*run)(void *context), void *context)
{
    struct shelter shelter;
    shelter.blocks.next = &shelter.blocks;
    shelter.blocks.previous = &shelter.blocks;
    present = &shelter;
    if (setjmp(shelter.way_out)) {
        end(&shelter, true);
        return STATUS_NO_MEMORY;
    }
    run(context);
    end(&shelter, false);
    return STATUS_OK;
}
