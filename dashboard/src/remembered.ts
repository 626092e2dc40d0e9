import { useEffect, useState } from "preact/hooks";
import { ask, query, Refused, type Problem } from "./api";

/** Answers by path. They are dropped when the register has moved on, since those as known now may then differ. */
const answers = new Map<string, Promise<unknown>>();
const MOST = 60;

export function remembered<T>(path: string): Promise<T> {
  let answer = answers.get(path);
  if (!answer) {
    answer = ask<T>(path);
    answers.set(path, answer);
    answer.catch(() => answers.delete(path));
    if (answers.size > MOST) answers.delete(answers.keys().next().value!);
  }
  return answer as Promise<T>;
}

export function structureOf(organisation: string, on: string, known: string | null): string {
  return `/organisations/${encodeURIComponent(organisation)}/structure${query({ effectiveOn: on, knownAt: known })}`;
}

export function forgetAll() {
  answers.clear();
}

export interface Asked<T> {
  value: T | undefined;
  problem: Problem | undefined;
  /** The value is the answer to a question before this one. */
  isWaiting: boolean;
  /** Whether the register's latest word on it is there. */
  isSettled: boolean;
}

/**
 * The answers to several paths at once; the former ones stay in sight until the new are all there. Where these fail, only the
 * answers to the same paths stay. Null: not asked.
 */
export function useAnswers<T>(paths: (string | null)[], version: number, combine: (answers: never[]) => T): Asked<T> {
  const question = paths.join(" ");
  const key = `${version} ${question}`;
  const [state, setState] = useState<{ key: string; question: string; value: T | undefined; problem: Problem | undefined }>({ key: "", question: "", value: undefined, problem: undefined });
  useEffect(() => {
    let current = true;
    Promise.all(paths.map((path) => (path === null ? undefined : remembered(path)))).then(
      (all) => current && setState({ key, question, value: combine(all as never[]), problem: undefined }),
      (failure) => current && setState((before) => ({ key, question, value: before.question === question ? before.value : undefined, problem: problemOf(failure) })),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return { value: state.value, problem: state.problem, isWaiting: state.question !== question, isSettled: state.key === key };
}

export function useAnswer<T>(path: string | null, version: number): Asked<T> {
  return useAnswers<T>([path], version, ([one]) => one as T);
}

export function problemOf(failure: unknown): Problem {
  return failure instanceof Refused ? failure.problem : { status: 0, code: "unreachable", detail: String(failure) };
}
