/* The one judge of addresses that pages give. Only the web's leave: any other
 * scheme, or none, could make a click or an editor open or run something. */
#ifndef SEOGO_RENDER_LINK_H
#define SEOGO_RENDER_LINK_H

/* The address, borrowed, or "" for one that must not leave and for NULL. */
const char *link_of(const char *address);

#endif
