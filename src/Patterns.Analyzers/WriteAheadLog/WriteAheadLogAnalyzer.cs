using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;
using Patterns.Analyzers.WriteAheadLog.Conventions;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Recognises write-ahead logs, the stores behind them and their recovery, and checks what makes them safe.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class WriteAheadLogAnalyzer : PatternAnalyzer<WriteAheadLogModel>
{
    protected override CatalogEntry Entry => PatternCatalog.WriteAheadLog;

    protected override DiagnosticDescriptor RecognitionRule => WriteAheadLogRules.Recognition;

    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => WriteAheadLogRules.Conventions;

    protected override bool MayMatch(TypeFacts type) => !type.Symbol.IsStatic && type.Symbol.Name.Length > 0;

    protected override WriteAheadLogModel? Recognise(TypeFacts type) => WriteAheadLogSignature.Of(type);

    protected override void CheckConventions(WriteAheadLogModel model, ConventionContext context)
    {
        AppendBeforeApply.Check(model, context);
        OwnLogBeforeApply.Check(model, context);
        FlushBeforeAcknowledge.Check(model, context);
        LogIsReplayed.Check(model, context);
        RecordChecksum.Check(model, context);
        CorruptionIsNotSuccess.Check(model, context);
        DurableBeforeCut.Check(model, context);
        QueueDoesNotDrop.Check(model, context);
        UndoImagesDiffer.Check(model, context);
        NoRedundantFlush.Check(model, context);
    }
}
