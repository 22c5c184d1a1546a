/* Numbers with a fixed point, the same in every locale. */
#ifndef SEOGO_RENDER_DECIMAL_H
#define SEOGO_RENDER_DECIMAL_H

#include <stdbool.h>

#include "shim/base/buffer.h"

/* Appends number, rounded, with 1 to `places` decimals (places 1 to 6; zeros
 * at the end are left out). What is not finite or out of a 64-bit integer's
 * range is 0.0. False where memory is short. */
bool decimal_add(struct buffer *out, double number, unsigned places);

#endif
