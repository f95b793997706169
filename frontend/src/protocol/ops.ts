// Record operations, the only things that happen to a board (SPEC.md, D3).

/** A flat map of plain values; which fields it has is said in records.ts. */
export type AnyRecord = object

export type PutOp = readonly ['put', string, string, AnyRecord]
export type PatchOp = readonly ['patch', string, string, AnyRecord]
export type RemoveOp = readonly ['remove', string, string]
/** Only in `mine`: forget everything that is mine, the rest follows. */
export type ClearOp = readonly ['clear']

export type Op = PutOp | PatchOp | RemoveOp | ClearOp
