using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>How a type turns files or assemblies into plugin objects.</summary>
/// <param name="Acquisition">Where an assembly is loaded.</param>
/// <param name="Scan">Where its types are enumerated.</param>
/// <param name="Filter">Where a type is tested for the contract or a mark.</param>
/// <param name="Activation">Where an instance is made.</param>
/// <param name="Contract">The extension point that filter or activation name; null where the caller names it at run time.</param>
/// <param name="Sought">What the filter itself tests for; null where it names nothing.</param>
/// <param name="ByCaller">True when the contract comes in as a <see cref="Type"/> parameter.</param>
/// <param name="IsWithin">True when only assemblies that the program names are searched, or only it can implement the contract, so that nobody else can bring
/// a plugin.</param>
internal sealed record Loading(Step? Acquisition, Step? Scan, Step? Filter, Step? Activation, ITypeSymbol? Contract, ITypeSymbol? Sought, bool ByCaller,
    bool IsWithin)
{
    private static readonly Words CompilerWords = new("Emit", "CSharpCompilation", "AssemblyBuilder", "DefineDynamicAssembly");

    private static readonly Words SourceWords = new("SyntaxTree", "CSharpSyntaxTree", "ParseText");

    private static readonly Words RemovalWords = new("Remove", "TryRemove", "RemoveAll", "RemoveAt");

    private static readonly Words FileWords = new("File", "FileStream", "FileInfo", "ReadAllBytes", "ReadAllBytesAsync", "OpenRead", "HttpClient",
        "GetManifestResourceStream");

    /// <summary>All that the filters test for.</summary>
    public ImmutableArray<ITypeSymbol> AllSought { get; init; } = ImmutableArray<ITypeSymbol>.Empty;

    /// <summary>How many of the three steps load, scan and activate there are.</summary>
    public int Steps => (Acquisition is null ? 0 : 1) + (Scan is null || Filter is null ? 0 : 1) + (Activation is null ? 0 : 1);

    /// <summary>The steps that there are.</summary>
    public IEnumerable<Step> Taken => new[] { Acquisition, Scan, Activation }.OfType<Step>();

    /// <summary>Whether a type may take two of the three steps: one of them scans, tests or activates, and few types do.</summary>
    public static bool MayBeIn(TypeFacts type) =>
        type.Words.HasAny(Reflection.ScanWords) || type.Words.HasAny(Reflection.ActivationWords)
        || type.Words.HasAny(Reflection.LoadWords) && (type.Words.HasAny(Reflection.FilterWords) || LeftActivation.IsOffered(type.Symbol));

    /// <summary>The loading of a type, found once: those who do it together ask for each other's.</summary>
    public static Loading? Of(TypeFacts type) => type.Project.GetOrAdd((nameof(Loading), type.Symbol), () => MayBeIn(type) ? Find(type) : null);

    private static Loading? Find(TypeFacts type)
    {
        if (IsBinder(type.Symbol)) return null;
        var collector = new Collector();
        foreach (var body in type.AllBodies)
        {
            if (!Reflection.HasStep(body)) continue;
            foreach (var operation in body.Operations) collector.Take(operation, body, operation);
        }
        if (!collector.IsOwnOf(type)) return null;
        foreach (var body in type.AllBodies)
        {
            if (!Reflection.HasStep(body)) continue;
            foreach (var (call, callee) in body.Callees)
            {
                if (callee.Type == type || !Reflection.HasStep(callee)) continue;
                foreach (var operation in callee.Operations) collector.Take(operation, callee, call.Operation);
            }
        }
        collector.TakeContext(type);
        return collector.Result;
    }

    /// <summary>A binder or converter finds the classes that a stream or document names; that it loads or searches assemblies to do so makes it no plugin
    /// loader.</summary>
    private static bool IsBinder(INamedTypeSymbol type) => type.SelfAndBases().Any(self =>
        self.Named("System.Runtime.Serialization.SerializationBinder") || self.GetMembers("CanConvert").Any(AnswersSerializer));

    /// <summary>True for the answer to a serializer that asks which types a converter reads and writes.</summary>
    private static bool AnswersSerializer(ISymbol member) =>
        member is IMethodSymbol { IsOverride: true, ReturnType.SpecialType: SpecialType.System_Boolean, Parameters: { Length: 1 } asked }
        && asked[0].Type.Named("System.Type");

    private sealed class Collector
    {
        private Step? acquisition, activation;
        private readonly List<Step> scans = new();
        private readonly HashSet<IOperation> within = new();
        private readonly List<ITypeSymbol> passed = new();
        private readonly List<(Step Step, ITypeSymbol? Contract)> filters = new();
        private ITypeSymbol? activated;
        private bool byCaller, looksOutside, isNamedElsewhere, isLeft;

        /// <summary>True when the type takes a step itself; what only a type inside it does is that type's affair.</summary>
        public bool IsOwnOf(TypeFacts type) =>
            scans.Prepend(activation).Prepend(acquisition)
                .Any(step => step is not null && !SymbolEqualityComparer.Default.Equals(step.Body.Type.Symbol.ContainingType, type.Symbol));

        public Loading Result
        {
            get
            {
                var created = activated is null && Sought.Count == 0 && !byCaller || !IsOfTheScan || !IsTested || IsLookup || SeeksOne || IsMadeAround
                    || IsByName
                    || isNamedElsewhere && scans.Any(search => !Reflection.IsMarkSearch(search.Operation)) ? null : activation;
                var scan = Scan;
                var filter = filters.OrderByDescending(tested => (IsCreated(tested.Contract) ? 2 : 0) + (tested.Step.Body == scan?.Body ? 1 : 0))
                    .FirstOrDefault();
                var contract = activated is null || IsCreated(filter.Contract) ? filter.Contract ?? Sought.FirstOrDefault()
                    : Sought.FirstOrDefault(IsCreated) ?? Sought.FirstOrDefault();
                return new(acquisition, scan, filter.Step, created, created is null ? contract : activated ?? contract, filter.Contract, byCaller,
                    acquisition is null && scan is not null && (!looksOutside || IsOurs(activated ?? contract, scan.Body)))
                {
                    AllSought = Sought.Concat(passed).ToImmutableArray(),
                };
            }
        }

        /// <summary>True for a contract that only the program itself can implement.</summary>
        private static bool IsOurs(ITypeSymbol? contract, Body body) =>
            contract is INamedTypeSymbol && SymbolEqualityComparer.Default.Equals(contract.ContainingAssembly, body.Method.ContainingAssembly)
            && !OwnAssembly.IsVisible(contract);

        private List<ITypeSymbol> Sought => filters.Select(filter => filter.Contract).OfType<ITypeSymbol>().ToList();

        /// <summary>The scan whose types are tested and created, best in the same body; a walk over all types may serve something else.</summary>
        private Step? Scan =>
            scans.OrderByDescending(scan => (filters.Any(filter => filter.Step.Body == scan.Body) ? 2 : 0) + (activation?.Body == scan.Body ? 1 : 0))
                .ThenBy(scan => within.Contains(scan.Operation)).FirstOrDefault();

        /// <summary>False where instances are made of other types than those that the scan looks for: the two have nothing to do with each other.</summary>
        private bool IsOfTheScan =>
            activated is null or ITypeParameterSymbol || Sought.Count == 0
            || Sought.Any(contract => contract is ITypeParameterSymbol || IsRelated(contract, activated));

        /// <summary>True where one of the types that are there is made because some data names it, or one of an assembly whose file the code names
        /// too.</summary>
        private bool IsByName => activation is { } made && (acquisition is null || NamedAssembly.IsSpelledOut(made.Body))
            && CreatedType.IsPickedByName(made.Operation, made.Body);

        /// <summary>True where a deriving class is given a type that was found and makes an object of another contract: one around the type, not of
        /// it.</summary>
        private bool IsMadeAround => isLeft && !Sought.Any(IsCreated);

        /// <summary>False where nothing is searched, and another member tests the types that it is given than the one that makes uncast objects.</summary>
        private bool IsTested => activated is not null || scans.Count > 0 || filters.Any(filter => filter.Step.Body == activation?.Body);

        /// <summary>True for finding the one class of the program that implements what the caller names.</summary>
        private bool IsLookup => acquisition is null && activated is ITypeParameterSymbol && Scan is { } scan && PartialTypeLists.IsOwnAssembly(scan.Operation);

        /// <summary>True where the first class that fits what the caller names is enough: it stands in for that class.</summary>
        private bool SeeksOne => acquisition is null && filters.Any(filter => filter.Contract is ITypeParameterSymbol && TakesFirst(filter.Step.Operation));

        /// <summary>True where the one class is sought that belongs to the type that the caller names, as a generated one does.</summary>
        private static bool IsSearchForCompanion(IOperation scan, Body body) =>
            scan is IInvocationOperation { Instance: { } assembly } && OwnAssembly.IsOfTheCaller(assembly, body)
            && scan.Ancestors().OfType<IInvocationOperation>()
                .Any(query => query.TargetMethod is { Name: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault", ContainingType: var owner }
                    && owner.Named("System.Linq.Enumerable"));

        private static bool TakesFirst(IOperation filter) => filter.Ancestors().Any(outer =>
            outer is IConditionalOperation { WhenTrue: var then }
            && then.Contains(inner => inner is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break })
            || outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "First" or "FirstOrDefault" or "Single"
                or "SingleOrDefault" } });

        private bool IsCreated(ITypeSymbol? contract) => contract is not null && activated is not null && IsRelated(contract, activated);

        private static bool IsRelated(ITypeSymbol one, ITypeSymbol other) => one.Is(other as INamedTypeSymbol) || other.Is(one as INamedTypeSymbol);

        public void Take(IOperation operation, Body body, IOperation site)
        {
            if ((acquisition is null || AnswersRuntime(acquisition.Body) && !AnswersRuntime(body))
                && (Reflection.IsAcquisition(operation) && !IsGenerated(operation, body) || IsLoadedElsewhere(operation, body))
                && !NamedAssembly.IsLoaded(operation, body))
                acquisition = new(site, operation, body);
            if (Reflection.IsScan(operation) && !Reflection.IsLookup(operation) && !IsSearchForCompanion(operation, body) && !IsCompiled(operation, body))
            {
                scans.Add(new(site, operation, body));
                LooksInto(operation, OwnAssembly.IsScanned(operation, body));
            }
            if (Reflection.SearchedContract(operation, body) is { } searched)
            {
                scans.Add(new(site, operation, body));
                filters.Add((new(site, operation, body), searched));
                LooksInto(operation, OwnAssembly.IsPassed(operation, body));
            }
            if (Reflection.IsFilter(operation) && !Reflection.IsRefusal(operation) && !Reflection.AsksNamedType(operation, body))
            {
                filters.Add((new(site, operation, body), Reflection.FilteredContract(operation, body)));
                passed.AddRange(Reflection.PassedContracts(operation, body));
                byCaller |= Reflection.AskedContract(operation).Any(IsTypeParameter);
            }
            if (activation is null && LeftActivation.Product(operation) is { } product)
            {
                activation = new(site, operation, body);
                activated = product;
                isLeft = LeftActivation.IsGivenOnlyType(operation);
            }
            if (!Reflection.IsActivation(operation) || IsTeardown(operation, body) || IsOnlyRead(operation, body) || CreatedType.IsCopied(operation, body))
                return;
            var contract = Reflection.ActivatedContract(operation, body);
            if (contract is null && operation is IInvocationOperation helper && Reflection.IsOwnCreator(helper)) return;
            if (contract is null && CreatedType.IsNamedByCaller(operation, body) || CreatedType.IsCompanion(operation, body, contract)) return;
            var elsewhere = CreatedType.IsNamedElsewhere(operation, body);
            if (activation is not null && (elsewhere || !isNamedElsewhere && (activated is not null || contract is null))) return;
            isNamedElsewhere = elsewhere;
            isLeft = false;
            activation = new(site, operation, body);
            activated = contract;
            looksOutside |= contract is not null && CreatedType.IsHandedIn(operation, body);
        }

        private void LooksInto(IOperation search, bool isWithin)
        {
            looksOutside |= !isWithin;
            if (isWithin) within.Add(search);
        }

        /// <summary>True for a handler that the runtime asks for an assembly which it misses: what it loads is not searched.</summary>
        private static bool AnswersRuntime(Body body) => body.Method.Parameters.Any(parameter => parameter.Type.Named("System.ResolveEventArgs"));

        /// <summary>Who loads no assembly itself may make a load context that does.</summary>
        public void TakeContext(TypeFacts type)
        {
            if (acquisition is not null || type.Project.Known[Reflection.AssemblyLoadContext] is null) return;
            foreach (var body in type.AllBodies)
                if (body.Words.Has("new")
                    && body.Operations.FirstOrDefault(Reflection.IsContextMade) is { } made) { acquisition = new(made, made, body); return; }
        }

        /// <summary>True for an object that is made where something is taken out, and only told so: it sees a plugin off.</summary>
        private static bool IsTeardown(IOperation activation, Body body) =>
            body.Calls.Any(call => RemovalWords.Contains(call.Name) && call.ReceiverSymbol is IFieldSymbol or IPropertySymbol)
            && activation.Enclosing<IVariableDeclaratorOperation>() is { Symbol: var made }
            && body.Of<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, made))
                .All(reference => reference.Parent is IInvocationOperation { Instance: { } told } && told == reference);

        /// <summary>True for an object that is made to be asked what it is: its properties are read, or some tool writes it down.</summary>
        private static bool IsOnlyRead(IOperation activation, Body body) => activation.Enclosing<IVariableDeclaratorOperation>() is { Symbol: var made }
            && body.Of<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, made))
                .ToList() is { Count: > 0 } uses && uses.All(IsReading);

        private static bool IsReading(IOperation use) => use.Parent switch
        {
            IConversionOperation converted => IsReading(converted),
            IPropertyReferenceOperation { Type: { } told } => !PluginContract.IsOwn(told),
            IBinaryOperation or IIsTypeOperation or ISwitchExpressionOperation => true,
            IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsStatic: true, IsExtensionMethod: false, ContainingType: var tool } } } =>
                tool.IsFramework(),
            _ => false,
        };

        private static bool IsTypeParameter(IOperation operation) =>
            operation.Plain() is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } };

        /// <summary>True where a type of the project is told to give an assembly, and loads it further inside.</summary>
        private static bool IsLoadedElsewhere(IOperation operation, Body body) => operation is IInvocationOperation { TargetMethod: var target }
            && target.Name.StartsWith("Load", StringComparison.Ordinal) && target.ReturnType.Named("System.Reflection.Assembly")
            && body.Type.Project.BodiesOf(target).Any(loading => loading.Type != body.Type && !loading.Operations.Any(Reflection.IsAcquisition)
                && loading.Type.Bodies.Any(inner =>
                inner.Words.HasAny(Reflection.LoadWords) && !Compiles(inner) && inner.Operations.Any(Reflection.IsAcquisition)));

        /// <summary>True for a scan of what the body has just had compiled from source text.</summary>
        private static bool IsCompiled(IOperation scan, Body body) => body.Words.HasAny(SourceWords)
            && scan is IInvocationOperation { Instance: { } assembly } && assembly.Plain() is ILocalReferenceOperation { Local: var local }
            && body.DeclaredValue(local)?.Plain() is { } given && Call.From(given) is not null;

        /// <summary>True where a compiler or builder of assemblies is called; that an assembly is only asked whether it was made so compiles nothing.</summary>
        private static bool Compiles(Body body) =>
            body.Words.HasAny(CompilerWords) && (body.Words.Has("CSharpCompilation") || body.Calls.Any(call => CompilerWords.Contains(call.Name)));

        /// <summary>True for code that the program has just compiled: bytes or a stream that come from no file.</summary>
        private static bool IsGenerated(IOperation operation, Body body) => Compiles(body)
            || operation is IInvocationOperation { TargetMethod.Parameters: { Length: > 0 } parameters }
                && (parameters[0].Type is IArrayTypeSymbol || parameters[0].Type.Named("System.IO.Stream"))
            && !body.Words.HasAny(FileWords);
    }
}

/// <summary>One step of loading: where this type takes it, and the operation itself, which may stand in a method that it calls.</summary>
internal sealed record Step(IOperation Site, IOperation Operation, Body Body);
