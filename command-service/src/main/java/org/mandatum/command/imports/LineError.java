package org.mandatum.command.imports;

/**
 * Why a line was not recorded.
 *
 * @param line its number in the file, from 1
 * @param code stable: a refusal's, or what the counter would have answered to this package alone
 */
record LineError(long line, String code, String detail) {}
