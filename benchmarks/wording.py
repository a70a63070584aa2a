"""The words that generated lists are made of: some 280, coined names, 5,800 author names."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ADJECTIVES = _words("""
Accurate Adaptive Aligned Asynchronous Balanced Bounded Calibrated Causal Coarse Compact
Compositional Compressed Conditional Contextual Continual Contrastive Cooperative Coupled Dense
Differentiable Discrete Distributed Dynamic Early Efficient Elastic Empirical Ensemble
Expressive Factored Fast Federated Fine-grained Flexible Frozen Gated General Generative
Gradient Graded Grouped Guided Hardware-aware Heterogeneous Hierarchical Hybrid Implicit
Incremental Iterative Joint Large Latent Lazy Learned Lightweight Linear Local Lossless Low-bit
Low-rank Masked Memory-efficient Mixed Modular Multilingual Multimodal Nested Offline Online
Optimal Parallel Parameter-efficient Partial Personal Post-training Practical Pretrained Private
Probabilistic Progressive Pruned Quantized Random Ranked Rapid Recurrent Reliable Robust
Scalable Selective Self-supervised Semantic Sequential Shared Simple Sparse Speculative Stable
Staged Static Stochastic Streaming Structured Tiny Trainable Transferable Tuned Uniform
Universal Unstructured Visual
""")

NOUNS = _words("""
Acceleration Accelerators Adaptation Adapters Agents Alignment Allocation Approximation
Attention Backpropagation Bandwidth Batching Benchmarks Calibration Caching Checkpoints Clusters
Codebooks Compilation Composition Compression Computation Contexts Convergence Corpora Cost
Decoding Deployment Depth Devices Diffusion Dimensions Distillation Drafting Editing Embeddings
Encoders Energy Estimation Evaluation Execution Experts Exploration Extrapolation Factorization
Features Feedback Finetuning Forgetting Formats Fusion Generation Gradients Graphs Hashing Heads
Hyperparameters Inference Initialization Instructions Integration Interpolation Kernels
Knowledge Languages Latency Layers Learning Length Logits Matrices Memory Merging Mixtures
Models Modules Momentum Networks Neurons Normalization Offloading Operators Optimization
Outliers Paging Parallelism Parameters Partitioning Patterns Phones Pipelines Planning Policies
Precision Prediction Preferences Prefixes Processors Prompts Pruning Quantization Queries
Ranking Reasoning Recall Recovery Recurrence Reduction Regularization Replacement
Representations Retrieval Rewards Robustness Rollouts Rotation Sampling Scaling Scheduling
Search Segments Selection Sequences Serving Sharing Signals Sketches Skills Smoothing Sparsity
Speculation States Storage Streams Supervision Surveys Switching Synthesis Tasks Teachers
Tensors Throughput Tokenizers Tokens Tools Training Transfer Transformers Translation Trees
Tuning Understanding Updates Vectors Verification Vocabularies Weights
""")

LINKING = ("for", "with", "in", "via", "towards", "without", "beyond", "and", "from", "through")

GIVEN = _words("""
Ada Ahmed Aisha Alan Albert Alessandro Alexander Ali Amir Ana Anand Andrei Andrés Anna Antonio
Ari Arjun Baptiste Beatriz Ben Bin Boris Carla Carlos Chao Chen Chloé Chris Clara Daniel David
Dawei Deepak Diego Dmitri Elena Eli Emil Emma Eric Eva Fabian Fei Felix Finn Frances Gabriel
George Grace Guangxuan Hana Hao Hassan Helen Hiro Hugo Igor Ines Irene Isabel Ivan Jae Jan Jana
Jens Jia Jiaqi Joana Jonas Jorge José Julia Jun Kai Karim Katya Ken Laura Lei Leo Lin Lucia
Ludwig Marco Maria Martin Mei Mikhail Min Mohammad Nadia Nikita Nina Olga Omar Oscar Pablo Paul
Pedro Ping Qing Rafael Rahul René Rosa Ruth Sara Sergey Shu Simon Sofia Song Tao Thomas
""")

FAMILY = _words("""
Abbott Alvarez Andersson Bauer Chen Cheng Costa Dubois Evans Fischer García Gupta Han Hansen
Huang Ivanov Jensen Kang Khan Kim Kowalski Lee Li Liang Liu Lopes Ma Meyer Müller Nakamura
Nguyen Novák Okafor Park Patel Petrov Popović Rao Rossi Sato Schmidt Silva Singh Sun Tanaka Wang
Wu Xu Yang Zhang-Smith Zhou
""")

AUTHORS = tuple(f"{given} {family}" for given in GIVEN for family in FAMILY)

VENUES = ("NeurIPS", "ICML", "ICLR", "ACL", "EMNLP", "MLSys", "JMLR")
SITES = ("example.org", "notes.example.com", "lab.example.edu", "blog.example.net")
LABELS = ("project", "blog", "example", "notes", "jiqizhixin", "reddit", "slides", "")

SYLLABLES = _words("""
ka lo mi ra tu ven qui zor bel dra fen gal hex ion jet lum nor pax rho sil
""")
ENDINGS = ("Former", "Net", "LM", "Quant", "Prune", "Cache", "Serve", "Bench", "LoRA", "KV")

CHINESE_BEGINNINGS = ("大模型", "低比特", "长文本", "端侧", "稀疏注意力", "混合专家")
CHINESE_ENDINGS = ("推理优化实践", "量化方法综述", "训练加速笔记", "压缩技术解读", "部署经验总结")
