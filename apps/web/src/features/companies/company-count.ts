/** So many companies, in words that fit one of them too. */
export const companyCount = (count: number): string =>
  count === 1 ? '1 company' : `${count.toLocaleString()} companies`
