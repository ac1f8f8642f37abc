// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// A token of Polygon: burnt to be paid out on Ethereum.
contract ChildToken {
    event Transfer(address indexed from, address indexed to, uint256 value);

    mapping(address => uint256) public balanceOf;

    function deposit(address user, uint256 amount) external {
        balanceOf[user] += amount;
        emit Transfer(address(0), user, amount);
    }

    function withdraw(uint256 amount) public {
        balanceOf[msg.sender] -= amount;
        emit Transfer(msg.sender, address(0), amount);
    }

    function withdrawTwice(uint256 amount) external {
        withdraw(amount);
        withdraw(amount);
    }
}

/// Reads what RLP writes, one item at a time.
library Rlp {
    /// Where the content of the item at this place begins, and how long it is.
    function content(bytes memory data, uint256 at) internal pure returns (uint256 start, uint256 size) {
        uint256 first = uint8(data[at]);
        if (first < 0x80) return (at, 1);
        uint256 base = first < 0xc0 ? 0x80 : 0xc0;
        if (first - base <= 55) return (at + 1, first - base);
        uint256 digits = first - base - 55;
        for (uint256 i = 1; i <= digits; i++) size = (size << 8) | uint8(data[at + i]);
        start = at + 1 + digits;
        require(start + size <= data.length, "cut off");
    }

    /// The content of the member with this number of the list at this place.
    function member(bytes memory data, uint256 at, uint256 number) internal pure returns (uint256 start, uint256 size) {
        (start, size) = content(data, at);
        uint256 next = start;
        for (uint256 i = 0; i <= number; i++) {
            at = next;
            (start, size) = content(data, at);
            next = start + size;
        }
    }

    /// Where the member with this number of the list at this place begins.
    function place(bytes memory data, uint256 at, uint256 number) internal pure returns (uint256 next) {
        (next, ) = content(data, at);
        for (uint256 i = 0; i < number; i++) {
            (uint256 start, uint256 size) = content(data, next);
            next = start + size;
        }
    }

    function bytesAt(bytes memory data, uint256 at, uint256 number) internal pure returns (bytes memory out) {
        (uint256 start, uint256 size) = member(data, at, number);
        out = new bytes(size);
        for (uint256 i = 0; i < size; i++) out[i] = data[start + i];
    }

    function numberAt(bytes memory data, uint256 at, uint256 number) internal pure returns (uint256 value) {
        (uint256 start, uint256 size) = member(data, at, number);
        for (uint256 i = 0; i < size; i++) value = (value << 8) | uint8(data[start + i]);
    }
}

/// Pays out on Ethereum what a receipt of Polygon says was burnt, each event once. It checks no proof of the receipt.
contract ExitManager {
    mapping(bytes32 => bool) public isDone;

    function exit(ExitPredicate predicate, bytes memory data) public {
        uint256 turn = Rlp.numberAt(data, 0, 9);
        bytes32 id = keccak256(abi.encode(Rlp.numberAt(data, 0, 2), Rlp.bytesAt(data, 0, 8), turn));
        require(!isDone[id], "done already");
        isDone[id] = true;
        bytes memory receipt = Rlp.bytesAt(data, 0, 6);
        uint256 logs = Rlp.place(receipt, 1, 3);
        uint256 log = Rlp.place(receipt, logs, turn);
        uint256 topics = Rlp.place(receipt, log, 1);
        require(Rlp.numberAt(receipt, topics, 0) == uint256(keccak256("Transfer(address,address,uint256)")), "no burn");
        require(Rlp.numberAt(receipt, topics, 2) == 0, "no burn");
        predicate.pay(payable(address(uint160(Rlp.numberAt(receipt, topics, 1)))), Rlp.numberAt(receipt, log, 2));
    }

    /// As the bridge is called: the predicate of coins is known.
    function exit(bytes calldata data) external {
        exit(ExitPredicate(payable(0x8484Ef722627bf18ca5Ae6BcF031c23E6e922B30)), data);
    }
}

contract ExitPredicate {
    event ExitedEther(address indexed exitor, uint256 amount);

    function pay(address payable user, uint256 amount) external {
        emit ExitedEther(user, amount);
        (bool sent, ) = user.call{value: amount}("");
        require(sent);
    }
}

interface IExitToken {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

/// The coin of Polygon as a contract.
contract PlasmaCoin {
    event Withdraw(address indexed token, address indexed from, uint256 amount, uint256 input1, uint256 output1);

    function withdraw(uint256 amount) external payable {
        require(amount == msg.value);
        address matic = 0x7D1AfA7B718fb893dB30A3aBc0Cfc608AaCfeBB0;
        emit Withdraw(matic, msg.sender, amount, msg.sender.balance + amount, msg.sender.balance);
    }

    function deposit(address user, uint256 amount) external {
        (bool sent, ) = user.call{value: amount}("");
        require(sent);
    }
}

/// Issues on Polygon what was deposited on Ethereum.
contract PlasmaChain {
    event TokenDeposited(
        address indexed rootToken,
        address indexed childToken,
        address indexed user,
        uint256 amount,
        uint256 depositCount
    );

    function depositTokens(address root, PlasmaCoin child, address user, uint256 amount, uint256 id) external {
        child.deposit(user, amount);
        emit TokenDeposited(root, address(child), user, amount, id);
    }
}

/// Takes tokens in on Ethereum and pays them out.
contract PlasmaVault {
    event NewDepositBlock(address indexed owner, address indexed token, uint256 amountOrNFTId, uint256 depositBlockId);

    uint256 private count;

    /// One token is taken in and told as another, as happened when the coin of Polygon was renamed.
    function depositERC20ForUser(IExitToken token, address told, address user, uint256 amount) external {
        token.transferFrom(msg.sender, address(this), amount);
        emit NewDepositBlock(user, told, amount, ++count);
    }

    function transferAssets(IExitToken token, address user, uint256 amount) external {
        token.transfer(user, amount);
    }
}

/// Queues exits from Polygon by their age and pays them out in that order. It checks no proof of the receipt.
contract PlasmaQueue {
    event Withdraw(uint256 indexed exitId, address indexed user, address indexed token, uint256 amount);

    struct Exit {
        uint256 id;
        address user;
        address root;
        uint256 amount;
    }

    Exit[] private queue;

    function startExitWithBurntTokens(bytes calldata data) external {
        bytes memory receipt = Rlp.bytesAt(data, 0, 6);
        uint256 log = Rlp.place(receipt, Rlp.place(receipt, 1, 3), Rlp.numberAt(data, 0, 9));
        uint256 topics = Rlp.place(receipt, log, 1);
        require(
            Rlp.numberAt(receipt, topics, 0) == uint256(keccak256("Withdraw(address,address,uint256,uint256,uint256)"))
        );
        require(Rlp.numberAt(receipt, topics, 2) == uint160(msg.sender));
        (uint256 start, ) = Rlp.member(receipt, log, 2);
        uint256 amount;
        assembly {
            amount := mload(add(add(receipt, 32), start))
        }
        uint256 age = ((block.timestamp + 604800) << 127) | (Rlp.numberAt(data, 0, 2) << 32) | Rlp.numberAt(data, 0, 8);
        queue.push(Exit(age << 1, msg.sender, address(uint160(Rlp.numberAt(receipt, topics, 1))), amount));
    }

    function processExits(PlasmaVault vault, IExitToken token) external {
        for (uint256 i = 0; i < queue.length; i++) {
            vault.transferAssets(token, queue[i].user, queue[i].amount);
            emit Withdraw(queue[i].id, queue[i].user, queue[i].root, queue[i].amount);
        }
        delete queue;
    }
}
