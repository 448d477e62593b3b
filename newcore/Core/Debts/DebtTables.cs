using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>What a <see cref="DebtBook"/> reads: rows that name each other by position, texts by place.</summary>
internal sealed class DebtTables
{
    public static readonly DebtTables Empty = new()
    {
        Texts = new TextArena(),
        Groups = [],
        AreaNames = [],
        Numbers = [],
        Contracts = [],
        FirstOpen = [0],
        Open = [],
        InvoiceNumbers = [],
        InvoiceOwners = [],
        InvoiceIds = [],
        OwnersById = [],
        ByTaxId = TextIndex.Over([]),
        ByInvoiceNumber = TextIndex.Over([]),
    };

    public required TextArena Texts { get; init; }

    public required BillingGroup[] Groups { get; init; }

    /// <summary>Of each group.</summary>
    public required string[] AreaNames { get; init; }

    /// <summary>Contract numbers in order; the same positions as <see cref="Contracts"/>.</summary>
    public required int[] Numbers { get; init; }

    public required ContractRow[] Contracts { get; init; }

    /// <summary>Position in <see cref="Open"/> of each contract's oldest open invoice, and the end of all.</summary>
    public required int[] FirstOpen { get; init; }

    public required OpenRow[] Open { get; init; }

    /// <summary>Where the number of each invoice is kept, paid ones too.</summary>
    public required int[] InvoiceNumbers { get; init; }

    /// <summary>The contract's position, of the same invoices.</summary>
    public required int[] InvoiceOwners { get; init; }

    /// <summary>Ids of all invoices, in order.</summary>
    public required int[] InvoiceIds { get; init; }

    /// <summary>The contract's position, of the same invoices.</summary>
    public required int[] OwnersById { get; init; }

    public required TextIndex ByTaxId { get; init; }

    public required TextIndex ByInvoiceNumber { get; init; }
}
