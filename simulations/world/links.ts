/** What a way over the network takes where the scenario states nothing. */
import { measured, published, type Basis } from '../technologies/basis';

/** One way between two bare machines on 10 Gbit/s: half of a TCP request and response of 37.6 µs. */
export const LINK_MICROS = 18.8;
export const LINK_BASIS: Basis = measured('net.latency.tcp_rr', 'half of 37.6 µs, bare metal on both sides');
/** What a VXLAN overlay adds to a round trip, read as ping measures it. */
export const OVERLAY_MICROS = 1_100;
export const OVERLAY_BASIS: Basis = published('net.overlay.latency', 'taken once for there and back');
