using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>How many billing documents are in a state.</summary>
/// <param name="Kind">invoice or note.</param>
/// <param name="State">Of the living fiscal document; <c>not issued</c> and <c>refused</c> where there is none.</param>
public sealed record FlowCount(string Kind, string State, long Count, Money Total);
