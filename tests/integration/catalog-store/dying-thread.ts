/** The catalog's thread, which dies when asked for a certain model: the order of these two matters. */
import './die-when-asked.ts'
import '#core/catalog/thread'
