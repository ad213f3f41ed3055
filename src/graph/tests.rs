//! The network against brute force.
