namespace Strangler.Postgres.Import;

/// <summary>Finds the contract of a row by another column of it.</summary>
/// <param name="Sql">A query over the staged tables with the columns <c>sought</c> and <c>contract</c>.</param>
internal sealed record ImportOwner(string Column, string Sql);
