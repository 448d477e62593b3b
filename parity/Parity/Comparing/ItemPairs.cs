namespace Strangler.Parity.Comparing;

/// <summary>Which item of one list is compared with which of the other; positions from 0.</summary>
/// <param name="CandidateOf">By position in the primary's list; -1 for one that the candidate has not.</param>
/// <param name="Extra">Positions in the candidate's list that the primary has nothing for.</param>
/// <param name="IsPermuted">The items both have stand in another order.</param>
internal sealed record ItemPairs(IReadOnlyList<int> CandidateOf, IReadOnlyList<int> Extra, bool IsPermuted);
