/** What the vault needs of a transaction: TypeORM's manager of one, or anything else that runs SQL. */
export interface Transaction {
  query<Result>(sql: string, params?: unknown[]): Promise<Result>
}
