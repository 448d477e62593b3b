using System.Runtime.InteropServices;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;

namespace Strangler.Postgres.Billing;

/// <summary>What came of a chunk, before any of it is written. Reused for chunk after chunk.</summary>
internal sealed class ChunkResult
{
    private readonly Dictionary<int, ConceptSum> _concepts = [];
    private readonly Dictionary<string, int> _skipped = [];
    private readonly Dictionary<NumberSeries, int> _series = [];

    public List<DocumentRow> Documents { get; } = [];

    /// <summary>Those of the first document, then of the second...</summary>
    public List<RatedLine> Lines { get; } = [];

    /// <summary>What each document posts, in their order.</summary>
    public List<EntryDraft> Entries { get; } = [];

    public List<BillingException> Parked { get; } = [];

    public IReadOnlyDictionary<int, ConceptSum> Concepts => _concepts;

    public IReadOnlyDictionary<string, int> Skipped => _skipped;

    /// <summary>How many documents there are of each.</summary>
    public IReadOnlyDictionary<NumberSeries, int> Series => _series;

    public Money Tax { get; private set; }

    public Money Total { get; private set; }

    public void Clear()
    {
        Documents.Clear();
        Lines.Clear();
        Entries.Clear();
        Parked.Clear();
        _concepts.Clear();
        _skipped.Clear();
        _series.Clear();
        (Tax, Total) = (Money.Zero, Money.Zero);
    }

    public void Skip(string reason) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_skipped, reason, out _)++;

    /// <param name="series">Of the document; its place in it is given here.</param>
    public void Add(in DocumentRow document, NumberSeries series, ReadOnlySpan<RatedLine> lines, EntryDraft entry)
    {
        ref int place = ref CollectionsMarshal.GetValueRefOrAddDefault(_series, series, out _);
        Documents.Add(document with { Place = place++, Lines = lines.Length });
        Lines.AddRange(lines);
        Entries.Add(entry);
        (Tax, Total) = (Tax + document.Tax, Total + document.Total);
        foreach (ref readonly RatedLine line in lines)
        {
            ref ConceptSum sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_concepts, line.Concept, out _);
            sum = sum.With(line);
        }
    }
}
