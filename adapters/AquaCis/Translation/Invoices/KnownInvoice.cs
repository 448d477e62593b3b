using Strangler.Core.Debts;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>An invoice with whose it is, on a day.</summary>
internal readonly record struct KnownInvoice(InvoiceRecord Invoice, DebtAccount Account, DateOnly Today);
