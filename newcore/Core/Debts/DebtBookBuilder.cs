using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>Collects a <see cref="DebtBook"/>: first all contracts, then all invoices. Used once.</summary>
/// <param name="contracts">About how many will come: room for them is taken at once.</param>
/// <param name="invoices">Likewise, paid ones too.</param>
public sealed class DebtBookBuilder(int contracts = 0, int invoices = 0)
{
    private readonly TextArena _texts = new();
    private readonly GroupTable _groups = new();
    private readonly TaxIdTexts _taxIds = new();
    private readonly Growing<int> _numbers = new(contracts);
    private readonly Growing<ContractRow> _contracts = new(contracts);
    private readonly Growing<ulong> _taxIdHashes = new(contracts);
    private readonly Growing<int> _invoiceNumbers = new(invoices);
    private readonly Growing<int> _invoiceOwners = new(invoices);
    private readonly Growing<int> _invoiceIds = new(invoices);
    private readonly Growing<ulong> _invoiceHashes = new(invoices);
    private readonly Growing<OpenRow> _open = new(0);
    private readonly HashSet<int> _withheld = [];
    private (DateOnly Issued, int Id)[]? _newest;
    private int _lastOwner;

    /// <summary>
    /// Its open invoices are added by <see cref="AddInvoice"/>; those of <paramref name="account"/> are not looked
    /// at.
    /// </summary>
    /// <exception cref="InvalidOperationException">Invoices have come already.</exception>
    public void AddContract(DebtAccount account)
    {
        if (_newest is not null)
        {
            throw new InvalidOperationException("All contracts come before the first invoice.");
        }

        string taxId = account.TaxId.Trim();
        _numbers.Add(account.Contract.Value);
        _taxIdHashes.Add(TextIndex.HashOfAnyCase(taxId));
        _contracts.Add(new ContractRow
        {
            Customer = account.Client,
            Name = _texts.Add(account.HolderName),
            Surname = _texts.Add(account.HolderSurname),
            TaxId = _taxIds.PlaceOf(taxId, _texts),
            Group = _groups.PositionOf(account.Group, account.ServiceAreaName),
            CollectionBlocked = account.CollectionBlocked,
        });
    }

    /// <param name="contract">One that was added.</param>
    /// <param name="invoice">What it says of the owed amount is not looked at.</param>
    /// <param name="owed">Zero for a paid invoice, which is kept only for finding its contract.</param>
    public void AddInvoice(ContractNumber contract, OpenInvoice invoice, Money owed)
    {
        _newest ??= Seal();
        int owner = OwnerOf(contract);
        ReadOnlySpan<char> number = invoice.Number.AsSpan().Trim();
        int place = _texts.Add(number);
        BillingCycle cycle = new(invoice.Year, invoice.Period);
        _invoiceNumbers.Add(place);
        _invoiceOwners.Add(owner);
        _invoiceIds.Add(invoice.Id);
        _invoiceHashes.Add(TextIndex.Hash(number));
        if ((invoice.Issued, invoice.Id).CompareTo(_newest[owner]) >= 0)
        {
            _newest[owner] = (invoice.Issued, invoice.Id);
            ref ContractRow row = ref _contracts[owner];
            (row.NewestCycle, row.HasCycle) = (cycle, true);
        }

        if (owed > Money.Zero)
        {
            _open.Add(new OpenRow(
                invoice.Id, place, owner, invoice.Issued, invoice.Due, invoice.Amount.Centavos, invoice.Tax.Centavos,
                owed.Centavos, cycle));
        }
    }

    /// <summary>
    /// What is known of this contract is not whole, so the book answers as if it did not know it. Unknown numbers do
    /// no harm.
    /// </summary>
    public void Withhold(ContractNumber contract) => _withheld.Add(contract.Value);

    public DebtBook Build(long version)
    {
        _newest ??= Seal();
        for (int row = 0; row < _numbers.Count; row++)
        {
            _contracts[row].Withheld = _withheld.Contains(_numbers[row]);
        }

        _open.Span.Sort();
        _texts.Trim();
        int[] invoiceIds = _invoiceIds.ToArray();
        int[] ownersById = [.. _invoiceOwners.Span];
        Array.Sort(invoiceIds, ownersById);
        return new DebtBook(
            new DebtTables
            {
                Texts = _texts,
                Groups = _groups.Groups,
                AreaNames = _groups.AreaNames,
                Numbers = _numbers.ToArray(),
                Contracts = _contracts.ToArray(),
                FirstOpen = FirstOpen(),
                Open = _open.ToArray(),
                InvoiceNumbers = _invoiceNumbers.ToArray(),
                InvoiceOwners = _invoiceOwners.ToArray(),
                InvoiceIds = invoiceIds,
                OwnersById = ownersById,
                ByTaxId = TextIndex.Over(_taxIdHashes.ToArray()),
                ByInvoiceNumber = TextIndex.Over(_invoiceHashes.ToArray()),
            },
            version);
    }

    /// <summary>Puts the contracts in number order; from here on their positions stay.</summary>
    private (DateOnly, int)[] Seal()
    {
        Span<int> numbers = _numbers.Span;
        bool inOrder = true;
        for (int row = 1; row < numbers.Length; row++)
        {
            inOrder &= numbers[row - 1] < numbers[row];
        }

        if (!inOrder)
        {
            int[] keys = [.. numbers];
            keys.AsSpan().Sort(_contracts.Span);
            numbers.Sort(_taxIdHashes.Span);
            RefuseTwins(numbers);
        }

        return new (DateOnly, int)[_numbers.Count];
    }

    private static void RefuseTwins(ReadOnlySpan<int> numbers)
    {
        for (int row = 1; row < numbers.Length; row++)
        {
            if (numbers[row - 1] == numbers[row])
            {
                throw new InvalidOperationException("A contract was added twice.");
            }
        }
    }

    /// <summary>Invoices mostly come contract by contract.</summary>
    private int OwnerOf(ContractNumber contract)
    {
        if (_lastOwner >= _numbers.Count || _numbers[_lastOwner] != contract.Value)
        {
            _lastOwner = _numbers.Span.BinarySearch(contract.Value) is var row and >= 0
                ? row
                : throw new ArgumentException("The invoice is of a contract that was not added.", nameof(contract));
        }

        return _lastOwner;
    }

    private int[] FirstOpen()
    {
        int[] first = new int[_numbers.Count + 1];
        foreach (ref readonly OpenRow open in _open.Span)
        {
            first[open.Owner + 1]++;
        }

        for (int row = 1; row < first.Length; row++)
        {
            first[row] += first[row - 1];
        }

        return first;
    }
}
