"""Measuring retrieval: judged collections, metrics, and the baseline that every figure stands beside."""
